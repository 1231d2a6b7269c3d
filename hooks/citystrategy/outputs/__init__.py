"""What machines read: data, calendars and feeds, as files beside the pages."""
