//! The WebDriver protocol, as far as the journeys speak it.

use serde_json::{Value, json};
use std::ffi::OsString;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Why the window did not do what was asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(pub String);

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

/// A driver process and its one session: the running app.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    agent: ureq::Agent,
    session: String,
}

/// An element of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element(pub String);

const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

impl Driver {
    /// Starts the app. Variables are set for the driver, whose child the app is.
    pub fn start(app: &Path, arguments: &[String], variables: &[(&str, OsString)]) -> Result<Self, Fault> {
        let port = free_port()?;
        let mut command = Command::new("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // Without a graphics card the drawing on Mesa's software driver now and then crashes the page's process.
            .env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1")
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let process = command
            .spawn()
            .map_err(|error| Fault(format!("WebKitWebDriver did not start: {error}")))?;
        let agent = ureq::Agent::new_with_config(
            ureq::Agent::config_builder()
                .http_status_as_error(false)
                .timeout_global(Some(Duration::from_secs(120)))
                .build(),
        );
        let mut driver = Driver {
            process,
            agent,
            session: format!("http://127.0.0.1:{port}"),
        };
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": { "binary": app, "args": arguments }
        } } });
        let deadline = Instant::now() + Duration::from_secs(60);
        let answer = loop {
            match driver.call("POST", "/session", Some(&wanted)) {
                Err(fault) if Instant::now() > deadline => return Err(fault),
                Err(_) => sleep(Duration::from_millis(200)),
                Ok(answer) => break answer,
            }
        };
        let id = answer["sessionId"]
            .as_str()
            .ok_or_else(|| Fault("the driver named no session".to_owned()))?;
        driver.session = format!("{}/session/{id}", driver.session);
        Ok(driver)
    }

    /// The driver's process; the app is its child.
    pub fn process(&self) -> u32 {
        self.process.id()
    }

    fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Fault> {
        let url = format!("{}{path}", self.session);
        let lost = |error: ureq::Error| Fault(format!("{method} {path}: {error}"));
        let mut response = match method {
            "GET" => self.agent.get(&url).call(),
            "DELETE" => self.agent.delete(&url).call(),
            _ => self.agent.post(&url).send_json(body.unwrap_or(&json!({}))),
        }
        .map_err(lost)?;
        let text = response
            .body_mut()
            .with_config()
            .limit(256 * 1024 * 1024)
            .read_to_string()
            .map_err(lost)?;
        let answer: Value = serde_json::from_str(&text).map_err(|_| Fault(format!("{method} {path}: {text}")))?;
        let value = answer["value"].clone();
        match value["error"].as_str() {
            Some(error) => Err(Fault(format!(
                "{method} {path}: {error}: {}",
                value["message"].as_str().unwrap_or("")
            ))),
            None => Ok(value),
        }
    }

    /// Every element that an XPath finds now.
    pub fn find_all(&self, xpath: &str) -> Result<Vec<Element>, Fault> {
        self.find_by("xpath", xpath)
    }

    /// Every element that a CSS selector finds now.
    pub fn find_css(&self, selector: &str) -> Result<Vec<Element>, Fault> {
        self.find_by("css selector", selector)
    }

    fn find_by(&self, using: &str, value: &str) -> Result<Vec<Element>, Fault> {
        let found = self.call("POST", "/elements", Some(&json!({ "using": using, "value": value })))?;
        let list = found.as_array().cloned().unwrap_or_default();
        Ok(list
            .iter()
            .filter_map(|e| Some(Element(e[ELEMENT_KEY].as_str()?.to_owned())))
            .collect())
    }

    pub fn click(&self, element: &Element) -> Result<(), Fault> {
        self.call("POST", &format!("/element/{}/click", element.0), None)
            .map(drop)
    }

    pub fn text(&self, element: &Element) -> Result<String, Fault> {
        let text = self.call("GET", &format!("/element/{}/text", element.0), None)?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    pub fn attribute(&self, element: &Element, name: &str) -> Result<Option<String>, Fault> {
        let value = self.call("GET", &format!("/element/{}/attribute/{name}", element.0), None)?;
        Ok(value.as_str().map(str::to_owned))
    }

    /// Types into an element; special keys are WebDriver's private characters.
    pub fn type_into(&self, element: &Element, text: &str) -> Result<(), Fault> {
        self.call(
            "POST",
            &format!("/element/{}/value", element.0),
            Some(&json!({ "text": text })),
        )
        .map(drop)
    }

    /// Presses and releases keys where the focus is; the last key is pressed while the others are held.
    pub fn chord(&self, keys: &[&str]) -> Result<(), Fault> {
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        let actions: Vec<Value> = down.chain(up).collect();
        self.actions(&json!([{ "type": "key", "id": "keyboard", "actions": actions }]))
    }

    /// Drags with the mouse from the middle of one element to an offset from the middle of another, in small moves.
    pub fn drag(&self, from: &Element, to: &Element) -> Result<(), Fault> {
        let (fx, fy) = self.middle(from)?;
        let (tx, ty) = self.middle(to)?;
        let mut actions = vec![
            json!({ "type": "pointerMove", "duration": 0, "x": fx, "y": fy }),
            json!({ "type": "pointerDown", "button": 0 }),
        ];
        for step in 1..=12 {
            let at = |a: i64, b: i64| a + (b - a) * step / 12;
            actions.push(json!({ "type": "pointerMove", "duration": 30, "x": at(fx, tx), "y": at(fy, ty) }));
        }
        actions.push(json!({ "type": "pause", "duration": 120 }));
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        self.actions(&json!([{ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions }]))
    }

    fn middle(&self, element: &Element) -> Result<(i64, i64), Fault> {
        let at = self.run_on(
            "const r = arguments[0].getBoundingClientRect(); return [Math.round(r.x + r.width / 2), Math.round(r.y + r.height / 2)];",
            element,
        )?;
        match (at[0].as_i64(), at[1].as_i64()) {
            (Some(x), Some(y)) => Ok((x, y)),
            _ => Err(Fault("the element has no place on the page".to_owned())),
        }
    }

    fn actions(&self, actions: &Value) -> Result<(), Fault> {
        self.call("POST", "/actions", Some(&json!({ "actions": actions })))?;
        self.call("DELETE", "/actions", None).map(drop)
    }

    /// Runs a script in the page.
    pub fn run(&self, script: &str, arguments: &Value) -> Result<Value, Fault> {
        self.call(
            "POST",
            "/execute/sync",
            Some(&json!({ "script": script, "args": arguments })),
        )
    }

    /// Runs a script whose only argument is an element.
    pub fn run_on(&self, script: &str, element: &Element) -> Result<Value, Fault> {
        self.run(script, &json!([{ ELEMENT_KEY: element.0 }]))
    }

    /// Runs a script that ends by calling its last argument.
    pub fn run_until_called(&self, script: &str, arguments: &Value) -> Result<Value, Fault> {
        self.call(
            "POST",
            "/execute/async",
            Some(&json!({ "script": script, "args": arguments })),
        )
    }

    /// Sets the outer size of the window.
    pub fn resize(&self, width: u32, height: u32) -> Result<(), Fault> {
        self.call(
            "POST",
            "/window/rect",
            Some(&json!({ "width": width, "height": height })),
        )
        .map(drop)
    }

    /// The page as a PNG.
    pub fn screenshot(&self) -> Result<Vec<u8>, Fault> {
        use base64::Engine;
        let encoded = self.call("GET", "/screenshot", None)?;
        base64::engine::general_purpose::STANDARD
            .decode(encoded.as_str().unwrap_or_default())
            .map_err(|error| Fault(format!("the screenshot is no picture: {error}")))
    }
}

impl Driver {
    /// The processes that the driver has started.
    fn apps(&self) -> Vec<String> {
        let id = self.process.id();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
        children.split_whitespace().map(str::to_owned).collect()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let apps = self.apps();
        // The app goes with its session; a session that hangs goes with its driver.
        drop(self.call("DELETE", "", None));
        drop(self.process.kill());
        drop(self.process.wait());
        // Sometimes the app outlives both, and whoever waits for the tests' output would wait for it.
        for app in apps {
            drop(Command::new("kill").args(["-9", &app]).stderr(Stdio::null()).status());
        }
    }
}

fn free_port() -> Result<u16, Fault> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    listener
        .map(|address| address.port())
        .map_err(|error| Fault(format!("no free port: {error}")))
}
