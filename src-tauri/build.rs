//! Tells Tauri about the app's configuration, and Windows which system controls every binary of this package wants.

use std::env;
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut attributes = tauri_build::Attributes::new();
    if env::var("CARGO_CFG_TARGET_OS")? == "windows" && env::var("CARGO_CFG_TARGET_ENV")? == "msvc" {
        // Tauri's own way puts the manifest into the app alone. A test binary without it asks for entry points that
        // the old common controls lack and ends before its first line, so the linker gives it to all of them.
        attributes = attributes.windows_attributes(tauri_build::WindowsAttributes::new_without_app_manifest());
        let manifest =
            PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("src-tauri/packaging/windows/app-manifest.xml");
        println!("cargo:rerun-if-changed={}", manifest.display());
        println!("cargo:rustc-link-arg=/MANIFEST:EMBED");
        println!("cargo:rustc-link-arg=/MANIFESTINPUT:{}", manifest.display());
    }
    tauri_build::try_build(attributes)?;
    Ok(())
}
