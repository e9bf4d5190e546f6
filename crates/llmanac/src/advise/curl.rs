//! A request as a command for the shell.

use std::fmt::Write as _;

use serde_json::Value;

use super::send::Send;

impl Send {
    /// A `curl` command that sends the request; what only the caller knows stands in environment variables.
    ///
    /// Absent where it is not known where the provider is called, or where a call is no single POST.
    ///
    /// ```
    /// use llmanac::advise::Call;
    /// use llmanac::wire::Policy;
    ///
    /// let request = serde_json::json!({ "messages": [{ "role": "user", "content": "It's noon. Why?" }] });
    /// let request = request.as_object().ok_or("an object")?;
    /// let snapshot = llmanac::registry().snapshot();
    /// let wire = snapshot.wire_request("gemini-2.5-pro", request, &Call::new(), None, Policy::Strict)?;
    /// let command = wire.send.to_curl().ok_or("an endpoint")?;
    /// assert!(command.contains(r#"-H "x-goog-api-key: $GEMINI_API_KEY""#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_curl(&self) -> Option<String> {
        let endpoint = self.endpoint.as_deref()?;
        if self.method != "POST" {
            return None;
        }
        let mut url = format!("{endpoint}{}", self.path);
        for (at, (key, value)) in self.query.iter().enumerate() {
            let gap = if at == 0 { '?' } else { '&' };
            let _ = write!(url, "{gap}{key}={value}");
        }
        let mut command = format!("curl --no-buffer \"{}\"", self.in_quotes(&url));
        if let Some(header) = &self.credential {
            let _ = write!(command, " \\\n  -H \"{}\"", self.in_quotes(header));
        }
        for (name, value) in &self.headers {
            let _ = write!(command, " \\\n  -H {}", quoted(&format!("{name}: {value}")));
        }
        let _ = write!(command, " \\\n  --data-raw {}", self.body_quoted());
        Some(command)
    }

    /// The body between single quotes; a name that is not known is a variable between double ones.
    fn body_quoted(&self) -> String {
        let mut text = String::from("{");
        for (at, (key, value)) in self.body.iter().enumerate() {
            let gap = if at == 0 { "\n  " } else { ",\n  " };
            let said = Value::from(key.as_str());
            let pretty = serde_json::to_string_pretty(value).unwrap_or_default().replace('\n', "\n  ");
            let value = match value.as_str().filter(|_| self.unnamed.contains(key)) {
                Some(name) => format!("\"'\"{}\"'\"", self.in_quotes(name)),
                None => escaped(&pretty),
            };
            let _ = write!(text, "{gap}{}: {value}", escaped(&said.to_string()));
        }
        format!("'{text}\n}}'")
    }

    /// A template between double quotes: a placeholder becomes the variable that the provider's clients read.
    fn in_quotes(&self, template: &str) -> String {
        let mut text = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            text.push_str(before);
            // A variable of the catalog's own stays as it is.
            if before.ends_with('$') {
                let _ = write!(text, "{{{name}}}");
            } else {
                let variable = self.variables.get(name).cloned();
                let _ = write!(text, "${{{}}}", variable.unwrap_or_else(|| name.to_ascii_uppercase()));
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

/// A text between single quotes.
fn quoted(text: &str) -> String {
    format!("'{}'", escaped(text))
}

/// A text as it stands between single quotes: a quote of its own ends them, stands alone, and begins them again.
fn escaped(text: &str) -> String {
    text.replace('\'', r"'\''")
}
