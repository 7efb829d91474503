//! The `wayfare` binary: hands the command line to the library.

/// Pages are made of very many short strings, on all cores at once. With the platform's allocator a site of ten thousand
/// maps spends a third of its time looking for gaps in the heap.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    wayfare::cli::run()
}
