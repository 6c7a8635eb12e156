//! The program: hands its arguments to `cli` and its verdict to the shell.

fn main() -> std::process::ExitCode {
    seloste::cli::main()
}
