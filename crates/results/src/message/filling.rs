//! Patterns put into words: arguments filled, forms chosen, references followed.

use std::collections::BTreeMap;

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::language::{Language, Value};
use super::language_file::{Patterns, name_of};

/// What a pattern is filled from. References are known to be there and to lead to no circle: see
/// [`LanguageFile`](super::language_file::LanguageFile).
pub(super) struct Filling<'a> {
    pub language: &'a Language,
    pub patterns: &'a Patterns,
    pub arguments: BTreeMap<&'a str, Value>,
}

impl Filling<'_> {
    /// A pattern by its name in words, if there is one. An argument that is not given stands in it by its name.
    pub(super) fn words(&self, key: &str) -> Option<String> {
        self.patterns.get(key).map(|pattern| self.pattern(pattern))
    }

    fn pattern(&self, pattern: &Pattern<String>) -> String {
        let pieces = pattern.elements.iter().map(|element| match element {
            PatternElement::TextElement { value } => value.clone(),
            PatternElement::Placeable { expression } => self.language.placed(self.expression(expression).written()),
        });
        pieces.collect()
    }

    fn expression(&self, expression: &Expression<String>) -> Value {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                let chosen = self.chosen(&self.inline(selector), variants);
                Value::Words(chosen.map(|variant| self.pattern(&variant.value)).unwrap_or_default())
            }
        }
    }

    /// The form that is a number itself, else that of its plural category, else the one with a star.
    fn chosen<'b>(&self, by: &Value, variants: &'b [Variant<String>]) -> Option<&'b Variant<String>> {
        let is_default = || variants.iter().find(|variant| variant.default);
        let by_name = |wanted: &str| {
            let is_named =
                |variant: &&Variant<String>| matches!(&variant.key, VariantKey::Identifier { name } if name == wanted);
            variants.iter().find(is_named)
        };
        match by {
            Value::Words(text) | Value::Word { plain: text, .. } => by_name(text),
            Value::Number { operands, .. } => {
                let is_same = |variant: &&Variant<String>| match &variant.key {
                    VariantKey::NumberLiteral { value } => {
                        matches!(Value::number(value), Value::Number { operands: literal, .. } if literal == *operands)
                    }
                    VariantKey::Identifier { .. } => false,
                };
                let same = variants.iter().find(is_same);
                same.or_else(|| by_name(self.language.form(*operands)))
            }
        }
        .or_else(is_default)
    }

    fn inline(&self, inline: &InlineExpression<String>) -> Value {
        match inline {
            InlineExpression::StringLiteral { value } => Value::Words(unescape_unicode_to_string(value).into_owned()),
            InlineExpression::NumberLiteral { value } => Value::number(value),
            InlineExpression::VariableReference { id } => {
                let given = self.arguments.get(id.name.as_str()).cloned();
                given.unwrap_or_else(|| Value::Words(format!("{{ ${} }}", id.name)))
            }
            InlineExpression::MessageReference { id, attribute } => self.referred(name_of("", id, attribute.as_ref())),
            InlineExpression::TermReference {
                id,
                attribute,
                arguments,
            } => self
                .for_term(arguments.as_ref())
                .referred(name_of("-", id, attribute.as_ref())),
            // No file that has been read calls one.
            InlineExpression::FunctionReference { id, .. } => Value::Words(id.name.clone()),
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    fn referred(&self, name: String) -> Value {
        Value::Words(self.words(&name).unwrap_or(name))
    }

    /// A term is filled from what it is given, and knows nothing of the message around it.
    fn for_term<'b>(&'b self, given: Option<&'b CallArguments<String>>) -> Filling<'b> {
        let named = given.map(|given| given.named.as_slice()).unwrap_or_default();
        Filling {
            language: self.language,
            patterns: self.patterns,
            arguments: named
                .iter()
                .map(|argument| (argument.name.name.as_str(), self.inline(&argument.value)))
                .collect(),
        }
    }
}
