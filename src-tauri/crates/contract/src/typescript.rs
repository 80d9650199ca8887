//! Writes the wire types for the window. Only the generator and its test call this.

use crate::*;
use std::io;
use std::path::Path;
use ts_rs::{Config, ExportError, TS};

macro_rules! maps {
    (
        quick { $($(#[$quick_doc:meta])* $quick:ident($quick_request:ty) -> $quick_response:ty;)* }
        long { $($(#[$long_doc:meta])* $long:ident($long_request:ty) -> $long_response:ty;)* }
    ) => {
        fn export_types(cfg: &Config) -> Result<(), ExportError> {
            $(<$quick_request as TS>::export_all(cfg).or_else(is_builtin)?; <$quick_response as TS>::export_all(cfg).or_else(is_builtin)?;)*
            $(<$long_request as TS>::export_all(cfg).or_else(is_builtin)?; <$long_response as TS>::export_all(cfg).or_else(is_builtin)?;)*
            <Progress as TS>::export_all(cfg)?;
            <AppError as TS>::export_all(cfg)?;
            <AppEvent as TS>::export_all(cfg)
        }

        fn quick_commands(cfg: &Config) -> Vec<[String; 3]> {
            vec![$([stringify!($quick).to_owned(), wire_name::<$quick_request>(cfg), wire_name::<$quick_response>(cfg)],)*]
        }

        fn long_commands(cfg: &Config) -> Vec<[String; 3]> {
            vec![$([stringify!($long).to_owned(), wire_name::<$long_request>(cfg), wire_name::<$long_response>(cfg)],)*]
        }
    };
}

command_table!(maps);

fn wire_name<T: TS + ?Sized>(cfg: &Config) -> String {
    T::name(cfg)
}

/// `()`, `Vec` and `Option` have no file of their own; what they hold is exported all the same.
fn is_builtin(error: ExportError) -> Result<(), ExportError> {
    match error {
        ExportError::CannotBeExported(_) => Ok(()),
        other => Err(other),
    }
}

/// Writes one file a type, `CommandMap.ts` and `index.ts` into an empty or outdated folder.
pub fn write_bindings(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    let cfg = Config::from_env().with_out_dir(folder);
    export_types(&cfg).map_err(io::Error::other)?;
    let mut names: Vec<String> = std::fs::read_dir(folder)?
        .filter_map(|entry| {
            entry
                .ok()?
                .file_name()
                .into_string()
                .ok()?
                .strip_suffix(".ts")
                .map(str::to_owned)
        })
        .collect();
    names.sort();
    let quick = quick_commands(&cfg);
    let long = long_commands(&cfg);
    let used: Vec<&String> = names
        .iter()
        .filter(|name| {
            quick
                .iter()
                .chain(&long)
                .any(|[_, request, response]| mentions(request, name) || mentions(response, name))
        })
        .collect();
    let mut map = String::from("// Generated from the command table. Do not edit.\n");
    for name in &used {
        map.push_str(&format!("import type {{ {name} }} from \"./{name}\";\n"));
    }
    for (title, commands) in [("CommandMap", &quick), ("LongCommandMap", &long)] {
        map.push_str(&format!("\nexport interface {title} {{\n"));
        for [name, request, response] in commands {
            map.push_str(&format!("  {name}: {{ request: {request}; response: {response} }};\n"));
        }
        map.push_str("}\n");
    }
    std::fs::write(folder.join("CommandMap.ts"), map)?;
    let mut index = String::from(
        "// Generated from the command table. Do not edit.\nexport type { CommandMap, LongCommandMap } from \"./CommandMap\";\n",
    );
    for name in &names {
        index.push_str(&format!("export type {{ {name} }} from \"./{name}\";\n"));
    }
    std::fs::write(folder.join("index.ts"), index)
}

fn mentions(expression: &str, name: &str) -> bool {
    expression
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word == name)
}
