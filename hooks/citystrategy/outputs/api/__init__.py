"""The published JSON documents, version 1: each module holds the form of a part and how it is filled."""
