//! To which mutant a place in an instrumented text belongs: what the compiler refuses there is left out.

use std::ops::Range;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, Lit};

/// The places of one file.
pub struct Regions {
    regions: Vec<(Range<usize>, Vec<u32>)>,
}

impl Regions {
    pub fn of(text: &str) -> Regions {
        let mut found = Regions { regions: Vec::new() };
        let file = syn::parse_file(text).expect("what was written can be read");
        found.visit_file(&file);
        found
    }

    /// The mutants of the smallest region around a byte.
    pub fn at(&self, byte: usize) -> Vec<u32> {
        let around = self.regions.iter().filter(|(range, numbers)| range.contains(&byte) && !numbers.is_empty());
        around.min_by_key(|(range, _)| range.len()).map_or(Vec::new(), |(_, numbers)| numbers.clone())
    }
}

/// Every number that is asked for in an expression.
fn asked(expr: &Expr) -> Vec<u32> {
    struct Numbers(Vec<u32>);
    impl Visit<'_> for Numbers {
        fn visit_expr_call(&mut self, call: &syn::ExprCall) {
            let is_switch = matches!(call.func.as_ref(), Expr::Path(path)
                if path.path.segments.len() == 3 && path.path.segments[1].ident == "mutants");
            if let (true, Some(Expr::Lit(literal))) = (is_switch, call.args.first())
                && let Lit::Int(number) = &literal.lit
            {
                self.0.extend(number.base10_parse::<u32>());
            }
            visit::visit_expr_call(self, call);
        }
    }
    let mut numbers = Numbers(Vec::new());
    numbers.visit_expr(expr);
    numbers.0
}

impl Visit<'_> for Regions {
    fn visit_expr_if(&mut self, expr: &syn::ExprIf) {
        // The condition of a switch asks for one number and nothing else.
        if let Expr::Call(_) = expr.cond.as_ref() {
            let numbers = asked(&expr.cond);
            if numbers.len() == 1 {
                self.regions.push((expr.then_branch.span().byte_range(), numbers.clone()));
                self.regions.push((expr.span().byte_range(), numbers));
            }
        }
        visit::visit_expr_if(self, expr);
    }

    fn visit_arm(&mut self, arm: &syn::Arm) {
        if let Some((_, guard)) = &arm.guard {
            self.regions.push((arm.span().byte_range(), asked(guard)));
        }
        visit::visit_arm(self, arm);
    }

    fn visit_expr_match(&mut self, expr: &syn::ExprMatch) {
        let guards = expr.arms.iter().filter_map(|arm| arm.guard.as_ref());
        self.regions.push((expr.span().byte_range(), guards.flat_map(|(_, guard)| asked(guard)).collect()));
        visit::visit_expr_match(self, expr);
    }

    fn visit_block(&mut self, block: &syn::Block) {
        // The form of a body that answers an iterator: all its switches.
        if let (3, Some(syn::Stmt::Expr(tail, None))) = (block.stmts.len(), block.stmts.last()) {
            self.regions.push((block.span().byte_range(), asked(tail)));
        }
        visit::visit_block(self, block);
    }
}
