import BackstitchCommand

await BackstitchProgram.main()
