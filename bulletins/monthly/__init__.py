"""The monthly bulletin (月通报): one module per chapter, and the reader that puts them together."""
