//! One file with all its mutants compiled in, each behind `crate::mutants::on(NUMBER)`.

use std::collections::{BTreeSet, HashMap};

use quote::quote;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{BinOp, Block, Expr, Signature, parse_quote, parse_str};

use crate::list::{Genre, Mutant, Place};

/// What the compiler refused so far.
#[derive(Default)]
pub struct Refused {
    /// Mutants that do not compile.
    pub mutants: BTreeSet<u32>,
    /// Functions that have to stay `const`, by name.
    pub constant: BTreeSet<String>,
}

/// The instrumented text of a file, and the mutants that are in it.
pub fn instrument(source: &str, mutants: &[&Mutant], refused: &Refused) -> (String, BTreeSet<u32>) {
    let mut file = syn::parse_file(source).expect("a file that compiles");
    let mut by_place: HashMap<(Genre, Place), Vec<&Mutant>> = HashMap::new();
    for mutant in mutants.iter().filter(|mutant| !refused.mutants.contains(&mutant.number)) {
        by_place.entry((mutant.genre, mutant.span.start)).or_default().push(mutant);
    }
    let mut pass = Pass { by_place, refused, used: BTreeSet::new() };
    pass.visit_file_mut(&mut file);
    (prettyplease::unparse(&file), pass.used)
}

struct Pass<'m> {
    by_place: HashMap<(Genre, Place), Vec<&'m Mutant>>,
    refused: &'m Refused,
    used: BTreeSet<u32>,
}

fn place(of: &impl Spanned) -> Place {
    let start = of.span().start();
    Place { line: start.line, column: start.column + 1 }
}

fn is_on(number: u32) -> Expr {
    let number = syn::LitInt::new(&number.to_string(), proc_macro2::Span::call_site());
    parse_quote!(crate::mutants::on(#number))
}

/// `expr`, or `other` where the mutant is on.
fn switched(number: u32, other: &Expr, expr: &Expr) -> Expr {
    let on = is_on(number);
    let whole: syn::Result<Expr> = syn::parse2(quote!((if #on { #other } else { #expr })));
    whole.unwrap_or_else(|error| panic!("{error}: {} or {}", quote!(#other), quote!(#expr)))
}

impl<'m> Pass<'m> {
    fn at(&mut self, genre: Genre, place: Place) -> Vec<&'m Mutant> {
        let found = self.by_place.remove(&(genre, place)).unwrap_or_default();
        self.used.extend(found.iter().map(|mutant| mutant.number));
        found
    }

    /// The body of a function with its values replaced.
    fn function(&mut self, signature: &mut Signature, block: &mut Block) {
        let is_constant = signature.constness.is_some();
        if is_constant && self.refused.constant.contains(&signature.ident.to_string()) {
            return;
        }
        let before = self.used.len();
        let values = block.stmts.first().map(place).map_or(Vec::new(), |first| self.at(Genre::FnValue, first));
        visit_mut::visit_block_mut(self, block);
        for mutant in values {
            let on = is_on(mutant.number);
            let text = &mutant.replacement;
            let value: Expr = parse_str(text).unwrap_or_else(|error| panic!("{}: {error}", mutant.name));
            let returns_iterator = matches!(&signature.output, syn::ReturnType::Type(_, shape)
                if matches!(shape.as_ref(), syn::Type::ImplTrait(_)));
            if !returns_iterator {
                block.stmts.insert(0, parse_quote!(if #on { return #value; }));
                continue;
            }
            // Both forms have to be one type: the items of the body are left out, and one put in their place.
            let body = block.clone();
            let one = match text.strip_prefix("::std::iter::once(").and_then(|rest| rest.strip_suffix(')')) {
                Some(item) if item.starts_with("Box::leak") => format!("Some(&*{item})"),
                Some(item) => format!("Some({item})"),
                None => "None".to_owned(),
            };
            let one: Expr = parse_str(&one).expect("an option");
            *block = parse_quote!({
                let all = #body;
                let one = if #on { #one } else { None };
                all.filter(move |_| !#on).chain(one)
            });
        }
        if is_constant && self.used.len() > before {
            signature.constness = None;
        }
    }

    fn binary(&mut self, clean: &syn::ExprBinary, expr: &mut Expr) {
        for mutant in self.at(Genre::BinaryOperator, place(&clean.op)) {
            let op: BinOp = parse_str(&mutant.replacement).unwrap_or_else(|_| panic!("{}", mutant.name));
            let mut other = syn::ExprBinary { op, ..clean.clone() };
            if let Expr::Cast(cast) = other.left.as_ref() {
                // `a as u32 < b` would be read as the begin of a type.
                *other.left = parse_quote!((#cast));
            }
            let other = Expr::Binary(other);
            *expr = switched(mutant.number, &other, expr);
        }
    }

    fn arms(&mut self, clean: &syn::ExprMatch, expr: &mut syn::ExprMatch) {
        for (clean, arm) in clean.arms.iter().zip(&mut expr.arms) {
            if let Some((_, guard)) = &clean.guard {
                for mutant in self.at(Genre::MatchArmGuard, place(guard)) {
                    let value: Expr = parse_str(&mutant.replacement).expect("true or false");
                    let whole = arm.guard.as_ref().map(|(_, guard)| switched(mutant.number, &value, guard));
                    arm.guard = whole.map(|whole| (parse_quote!(if), Box::new(whole)));
                }
            }
            for mutant in self.at(Genre::MatchArm, place(clean)) {
                let on = is_on(mutant.number);
                let whole: Expr = match &arm.guard {
                    Some((_, guard)) => parse_quote!(!#on && (#guard)),
                    None => parse_quote!(!#on),
                };
                arm.guard = Some((parse_quote!(if), Box::new(whole)));
            }
        }
    }

    fn fields(&mut self, clean: &syn::ExprStruct, expr: &mut Expr) {
        for (at, field) in clean.fields.iter().enumerate() {
            for mutant in self.at(Genre::StructField, place(field)) {
                let mut other = clean.clone();
                let kept = clean.fields.iter().enumerate().filter(|(other, _)| *other != at);
                other.fields = kept.map(|(_, field)| field.clone()).collect();
                if !other.fields.empty_or_trailing() {
                    other.fields.push_punct(Default::default());
                }
                *expr = switched(mutant.number, &Expr::Struct(other), expr);
            }
        }
    }
}

impl VisitMut for Pass<'_> {
    fn visit_item_fn_mut(&mut self, item: &mut syn::ItemFn) {
        self.function(&mut item.sig, &mut item.block);
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut syn::ImplItemFn) {
        self.function(&mut item.sig, &mut item.block);
    }

    fn visit_trait_item_fn_mut(&mut self, item: &mut syn::TraitItemFn) {
        if let Some(block) = &mut item.default {
            self.function(&mut item.sig, block);
        }
    }

    // What is constant is computed before a mutant can be switched on.
    fn visit_item_const_mut(&mut self, _: &mut syn::ItemConst) {}
    fn visit_item_static_mut(&mut self, _: &mut syn::ItemStatic) {}
    fn visit_impl_item_const_mut(&mut self, _: &mut syn::ImplItemConst) {}

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let clean = expr.clone();
        visit_mut::visit_expr_mut(self, expr);
        match &clean {
            Expr::Binary(clean) => self.binary(clean, expr),
            Expr::Unary(clean) => {
                for mutant in self.at(Genre::UnaryOperator, place(&clean.op)) {
                    *expr = switched(mutant.number, &clean.expr, expr);
                }
            }
            Expr::Match(clean) => {
                if let Expr::Match(expr) = expr {
                    self.arms(clean, expr);
                }
            }
            Expr::Struct(clean) => self.fields(clean, expr),
            _ => {}
        }
    }
}
