"""The quarterly dispatch (季调度): what a quarter adds to the monthly bulletin's chapters, and the reader that puts them together."""
