//! Tells the linker that Node's symbols are found at load time.

fn main() {
    napi_build::setup();
}
