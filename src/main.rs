//! The `wayfare` binary: hands the command line to the library.

/// Pages are made of very many short strings, on all cores at once. With the platform's allocator a site of ten thousand
/// maps spends a third of its time looking for gaps in the heap.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    // Two megabytes that nobody has touched for a while are cleared slowly on virtual machines, and a tenth of them stays
    // unused: memory is taken in small pages. A system that refuses does as it always does.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    wayfare::cli::run()
}
