//! The program: hands its arguments to `cli` and its verdict to the shell.

/// A read of a card takes and gives back some hundred pages of the database and values: with the C library's allocator that is a
/// quarter of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    seloste::cli::main()
}
