//! The command line of `detente`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
