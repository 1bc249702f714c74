const icons = {
  home: <Home />,
  ...rest
}
