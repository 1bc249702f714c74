import BackstitchCommand
import CShims

bs_return_large_buffers()
Program.main()
