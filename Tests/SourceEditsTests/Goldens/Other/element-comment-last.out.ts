const a = [
  1,
  3,
  2 // two
]
