//! Amazon resource names of Bedrock.
//!
//! `arn:<partition>:bedrock:<region>:<account>:<kind>/<resource>`, as the Bedrock API reference gives for `modelId`.

/// A resource name, taken apart; everything in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Arn<'a> {
    /// The service that it is of, as providers.toml names it in `arn_service`.
    pub service: &'a str,
    pub region: &'a str,
    pub kind: Kind,
    pub resource: &'a str,
}

/// What the resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A model, by its wire id.
    Model,
    /// An inference profile of a geography.
    Profile,
    /// Something of the caller's own, whose model the name does not tell.
    Own,
}

/// Takes a name apart, where it is one.
pub(crate) fn parse(name: &str) -> Option<Arn<'_>> {
    let mut parts = name.splitn(6, ':');
    let (scheme, partition, service) = (parts.next()?, parts.next()?, parts.next()?);
    if scheme != "arn" || !partition.starts_with("aws") {
        return None;
    }
    let (region, _account, resource) = (parts.next()?, parts.next()?, parts.next()?);
    let (kind, resource) = resource.split_once('/')?;
    let kind = match kind {
        "foundation-model" => Kind::Model,
        "inference-profile" => Kind::Profile,
        "application-inference-profile"
        | "provisioned-model"
        | "custom-model"
        | "custom-model-deployment"
        | "imported-model"
        | "prompt-router" => Kind::Own,
        _ => return None,
    };
    Some(Arn { service, region, kind, resource })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_name_is_taken_apart() {
        let arn = parse("arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0")
            .unwrap();
        assert_eq!((arn.region, arn.kind), ("us-east-1", Kind::Model));
        assert_eq!(arn.resource, "anthropic.claude-3-haiku-20240307-v1:0");
        let arn =
            parse("arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.anthropic.x")
                .unwrap();
        assert_eq!((arn.kind, arn.resource), (Kind::Profile, "us-gov.anthropic.x"));
        assert_eq!(parse("arn:aws:s3:::bucket/key"), None);
        assert_eq!(parse("arn:aws:bedrock"), None);
        assert_eq!(parse("gpt-4o"), None);
    }
}
