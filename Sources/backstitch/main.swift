import BackstitchCommand

Program.main()
