//! The command line of `detente`.

mod memory;

#[global_allocator]
static ALLOCATOR: memory::Spoken = memory::Spoken;

fn main() -> std::process::ExitCode {
    detente::cli::main()
}
