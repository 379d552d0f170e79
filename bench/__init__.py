"""How fast and how big: measurements that can be repeated on any machine."""
