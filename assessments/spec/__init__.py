"""What is asked, as plain data: kept with every version, so that an attempt points at what was asked of it."""
