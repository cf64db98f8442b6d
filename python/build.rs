//! On macOS an extension module leaves the symbols of Python to whoever loads it; the linker has to be told.

fn main() {
    pyo3_build_config::add_extension_module_link_args();
}
