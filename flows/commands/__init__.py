"""The commands of `taizhang`, grouped by what they touch. Each calls one function and prints what it returns."""
