//! The four buckets that potential falls into, and the share of each product in them. Separate from the potential itself:
//! the buckets only ever split it.

use super::{AccountKind, Groups};
use tierline_plan::{AccountTable, FieldRole, Money, OpportunitySettings, ProductId, split_by_largest_remainder};

/// Potential by what has to be done for it. The parts add up to the potential exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Buckets {
    /// What a customer buys now.
    pub retain: Money,
    /// Headroom in products the customer owns.
    pub upsell: Money,
    /// Headroom in products the customer does not own.
    pub cross_sell: Money,
    /// All potential of a prospect.
    pub new_logo: Money,
}

impl Buckets {
    pub(super) fn new_logo(potential: Money) -> Buckets {
        Buckets {
            new_logo: potential,
            ..Buckets::default()
        }
    }

    pub fn total(&self) -> Money {
        [self.retain, self.upsell, self.cross_sell, self.new_logo]
            .into_iter()
            .sum()
    }

    pub fn plus(self, other: Buckets) -> Buckets {
        Buckets {
            retain: self.retain.saturating_add(other.retain),
            upsell: self.upsell.saturating_add(other.upsell),
            cross_sell: self.cross_sell.saturating_add(other.cross_sell),
            new_logo: self.new_logo.saturating_add(other.new_logo),
        }
    }
}

/// How an account's headroom was shared between upsell and cross-sell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeadroomBasis {
    /// By what similar customers spend on each product.
    ByProduct,
    /// The list has no product columns: all of it is upsell.
    NoProductColumns,
    /// All product cells of this customer are blank, or no customer has product revenue: all of it is upsell.
    ProductsUnknown,
    /// A prospect, or an account without a potential: there is nothing to share.
    NotSplit,
}

/// One cell of the whitespace grid: an account and a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProductHeadroom {
    pub product: ProductId,
    /// What the account buys of it now; `None` where the cell is blank.
    pub revenue: Option<Money>,
    pub headroom: Money,
}

impl ProductHeadroom {
    pub fn owned(&self) -> bool {
        self.revenue.is_some_and(|m| m.minor() > 0)
    }
}

/// What customers spend on each product, by industry.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ProductShares {
    products: Vec<ProductId>,
    industry: Vec<Option<u32>>,
    /// Product revenue of the customers of an industry; `None` where there are too few of them.
    by_industry: Vec<Option<Vec<f64>>>,
    all: Vec<f64>,
}

impl ProductShares {
    pub(super) fn of(accounts: &AccountTable, kind: &[AccountKind], settings: &OpportunitySettings) -> ProductShares {
        let mut products = Vec::new();
        let mut columns = Vec::new();
        for (field, column) in accounts.product_fields() {
            if let FieldRole::ProductRevenue(product) = field.role {
                products.push(product);
                columns.push(column);
            }
        }
        let industry = Groups::of(accounts.column_with_role(FieldRole::Industry), accounts.len());
        let mut sums = vec![vec![0_i64; products.len()]; industry.names.len()];
        let mut all = vec![0_i64; products.len()];
        let mut customers = vec![0_u32; industry.names.len()];
        for row in (0..accounts.len()).filter(|row| kind[*row] == AccountKind::Customer) {
            let code = industry.codes[row].map(|code| code as usize);
            if let Some(code) = code {
                customers[code] += 1;
            }
            for (product, column) in columns.iter().enumerate() {
                let sold = column.money(row).map_or(0, |m| m.minor().max(0));
                all[product] = all[product].saturating_add(sold);
                if let Some(code) = code {
                    sums[code][product] = sums[code][product].saturating_add(sold);
                }
            }
        }
        let by_industry = sums.iter().zip(&customers).map(|(sum, count)| {
            let enough = *count >= u32::from(settings.fewest_peers) && sum.iter().any(|s| *s > 0);
            enough.then(|| sum.iter().map(|s| *s as f64).collect())
        });
        ProductShares {
            by_industry: by_industry.collect(),
            products,
            industry: industry.codes,
            all: all.iter().map(|s| *s as f64).collect(),
        }
    }

    /// What peers of an account spend on each product.
    fn weights(&self, row: usize) -> &[f64] {
        self.industry[row]
            .and_then(|code| self.by_industry[code as usize].as_deref())
            .unwrap_or(&self.all)
    }

    pub(super) fn split(&self, accounts: &AccountTable, row: usize, headroom: Money) -> Vec<ProductHeadroom> {
        let parts = split_by_largest_remainder(headroom, self.weights(row));
        accounts
            .product_fields()
            .zip(parts)
            .zip(&self.products)
            .map(|(((_, column), headroom), product)| ProductHeadroom {
                product: *product,
                revenue: column.money(row),
                headroom,
            })
            .collect()
    }

    /// The buckets of a customer with a known potential.
    pub(super) fn buckets(
        &self,
        accounts: &AccountTable,
        row: usize,
        potential: Money,
        sold: Money,
    ) -> (Buckets, HeadroomBasis) {
        let headroom = potential - sold;
        let mut buckets = Buckets {
            retain: sold,
            ..Buckets::default()
        };
        let known = accounts.product_fields().any(|(_, column)| column.money(row).is_some());
        let basis = if self.products.is_empty() {
            HeadroomBasis::NoProductColumns
        } else if !known || self.all.iter().all(|spend| *spend <= 0.0) {
            HeadroomBasis::ProductsUnknown
        } else {
            HeadroomBasis::ByProduct
        };
        if basis == HeadroomBasis::ByProduct {
            for cell in self.split(accounts, row, headroom) {
                if cell.owned() {
                    buckets.upsell += cell.headroom;
                } else {
                    buckets.cross_sell += cell.headroom;
                }
            }
        } else {
            buckets.upsell = headroom;
        }
        (buckets, basis)
    }
}
