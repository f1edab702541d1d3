import Glibc

extension Terminal {
    /// Asks for a password without showing it; reads a line when the input is no terminal.
    static func password(_ prompt: String) -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return readLine() }
        var shown = termios()
        guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return nil }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            self.complain("")
        }
        let bytes = Array(prompt.utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
        return readLine()
    }
}
