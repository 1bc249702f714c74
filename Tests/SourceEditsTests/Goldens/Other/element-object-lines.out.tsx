const icons = {
  home: <Home />,
  ...rest,
  products: <Box className="x" />
}
