//! The native menu. Its items carry the ids of the window's command registry, which runs them: one registry feeds menu,
//! shortcuts, palette and tooltips.

use tauri::menu::{Menu, MenuBuilder, MenuItemBuilder, MenuItemKind, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Runtime};

/// An item: command id, label, shortcut.
type Item = (&'static str, &'static str, Option<&'static str>);

const FILE: &[&[Item]] = &[
    &[
        ("file.new", "New Plan", Some("CmdOrCtrl+N")),
        ("file.open", "Open Plan…", Some("CmdOrCtrl+O")),
        ("file.import", "Import Accounts…", Some("CmdOrCtrl+I")),
    ],
    &[
        ("file.saveCopy", "Save a Copy As…", Some("CmdOrCtrl+Shift+S")),
        ("file.close", "Close Plan", None),
    ],
    &[("file.export", "Export Workbook…", Some("CmdOrCtrl+E"))],
];

/// Where the desktop has no cut and paste of its own for menus, those of the account grid stand in their place: text
/// fields answer to the keys and to their own menu everywhere.
const CLIPBOARD: &[Item] = &[
    ("cells.cut", "Cut", None),
    ("cells.copy", "Copy", None),
    ("cells.paste", "Paste", None),
    ("cells.selectAll", "Select All", None),
];

/// No key for clearing: in a text field it takes a letter away.
const CELLS: &[&[Item]] = &[
    &[
        ("cells.copyWithHeaders", "Copy with Headers", Some("CmdOrCtrl+Shift+C")),
        ("cells.fillDown", "Fill Down", Some("CmdOrCtrl+D")),
        ("cells.clear", "Clear Cells", None),
    ],
    &[
        ("accounts.find", "Find Accounts", Some("CmdOrCtrl+F")),
        ("grid.resetColumns", "Reset Columns", None),
    ],
];

const GO: &[&[Item]] = &[
    &[
        ("go.home", "Home", None),
        ("go.accounts", "Accounts", None),
        ("go.model", "Model", None),
        ("go.tiers", "Tiers", None),
        ("go.opportunity", "Opportunity", None),
        ("go.coverage", "Coverage", None),
        ("go.territories", "Territories", None),
        ("go.quotas", "Quotas", None),
        ("go.share", "Share", None),
    ],
    &[("app.palette", "Search and Commands…", Some("CmdOrCtrl+K"))],
];

const HELP: &[&[Item]] = &[&[("app.about", "About Tierline", None)]];

/// Builds the menu bar.
pub(crate) fn build<R: Runtime>(handle: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let mut bar = MenuBuilder::new(handle);
    if cfg!(target_os = "macos") {
        bar = bar.item(
            &SubmenuBuilder::new(handle, "Tierline")
                .services()
                .separator()
                .hide()
                .hide_others()
                .separator()
                .quit()
                .build()?,
        );
    }
    let mut file = SubmenuBuilder::new(handle, "&File");
    file = add(handle, file, FILE)?;
    if !cfg!(target_os = "macos") {
        file = file.separator().quit();
    }
    let mut edit = SubmenuBuilder::new(handle, "&Edit")
        .item(&item(handle, &("edit.undo", "Undo", Some("CmdOrCtrl+Z")))?)
        .item(&item(handle, &("edit.redo", "Redo", Some("CmdOrCtrl+Shift+Z")))?)
        .separator();
    edit = if cfg!(any(target_os = "macos", target_os = "windows")) {
        edit.cut().copy().paste().select_all()
    } else {
        add(handle, edit, &[CLIPBOARD])?
    };
    edit = add(handle, edit.separator(), CELLS)?;
    bar.item(&file.build()?)
        .item(&edit.build()?)
        .item(&whole(handle, "&Go", GO)?)
        .item(&whole(handle, "&Help", HELP)?)
        .build()
}

/// Lets the menu offer these commands and no others.
pub(crate) fn offer<R: Runtime>(handle: &AppHandle<R>, commands: &[String]) -> tauri::Result<()> {
    let Some(bar) = handle.menu() else { return Ok(()) };
    for menu in bar.items()? {
        let MenuItemKind::Submenu(menu) = menu else { continue };
        for entry in menu.items()? {
            if let MenuItemKind::MenuItem(entry) = entry {
                entry.set_enabled(commands.iter().any(|id| entry.id() == id.as_str()))?;
            }
        }
    }
    Ok(())
}

fn whole<R: Runtime>(handle: &AppHandle<R>, title: &str, groups: &[&[Item]]) -> tauri::Result<Submenu<R>> {
    add(handle, SubmenuBuilder::new(handle, title), groups)?.build()
}

fn add<'m, R: Runtime>(
    handle: &'m AppHandle<R>,
    mut menu: SubmenuBuilder<'m, R, AppHandle<R>>,
    groups: &[&[Item]],
) -> tauri::Result<SubmenuBuilder<'m, R, AppHandle<R>>> {
    for (index, group) in groups.iter().enumerate() {
        if index > 0 {
            menu = menu.separator();
        }
        for entry in *group {
            menu = menu.item(&item(handle, entry)?);
        }
    }
    Ok(menu)
}

fn item<R: Runtime>(handle: &AppHandle<R>, (id, label, key): &Item) -> tauri::Result<tauri::menu::MenuItem<R>> {
    let builder = MenuItemBuilder::with_id(*id, *label);
    // Elsewhere the page hears the keys itself, and would hear them twice.
    match key {
        Some(key) if cfg!(target_os = "macos") => builder.accelerator(key).build(handle),
        _ => builder.build(handle),
    }
}
