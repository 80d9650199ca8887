//! Writes the wire types to the front end: `cargo xtask gen` runs it.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = std::env::var_os("TS_RS_EXPORT_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/ipc/bindings"),
        Into::into,
    );
    tierline_contract::typescript::write_bindings(&folder)
}
