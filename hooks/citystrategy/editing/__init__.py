"""How a tool writes into the files that people keep: nothing but the lines it means, all of it or nothing."""
