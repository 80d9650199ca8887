//! What a formula means: which columns it reads, what it does with them and what kind of values it gives. Separate from
//! evaluation, so that whatever can be wrong is told before the first account is looked at.
//!
//! The syntax is that of spreadsheets and is read by the `formualizer-parse` crate; which functions there are, and that a
//! blank stays a blank, is decided here.

use super::FormulaError;
use super::names::{Piece, pieces, source};
use formualizer_parse::parser::{ASTNode, ASTNodeType, BinaryOperator, ReferenceType, UnaryOperator};
use formualizer_parse::{LiteralValue, parse};
use tierline_plan::{CriterionSource, FieldKind};

/// A formula that can be evaluated.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    pub(super) node: Node,
    /// What it reads; nodes name a column by its place here.
    pub(super) inputs: Vec<CriterionSource>,
    /// Whether it asks for the day of the plan.
    pub(super) reads_today: bool,
    gives: Gives,
}

/// What kind of values a formula gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gives {
    Number(Unit),
    Words,
    Answer,
}

/// What a number counts, as far as the formula tells: it proposes how the column is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Plain,
    Share,
    Money,
    Day,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Number(f64),
    Words(String),
    Answer(bool),
    Input(usize),
    Today,
    Negative(Box<Node>),
    Binary(Binary, Box<Node>, Box<Node>),
    Call(Function, Vec<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Join,
}

/// The functions that formulas may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    If,
    And,
    Or,
    Not,
    IfError,
    IsBlank,
    Min,
    Max,
    Sum,
    Average,
    Abs,
    Round,
    Sqrt,
    Ln,
    Log10,
    Year,
    Today,
}

/// A function as people are told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionHelp {
    function: Function,
    pub name: &'static str,
    least: usize,
    most: usize,
    /// Its arguments as they are typed, such as `(value, digits)`.
    pub arguments: &'static str,
    takes: &'static str,
    /// What it gives.
    pub gives: &'static str,
}

const MANY: usize = 64;

/// Every function, the ones that people ask for first at the top.
pub const FUNCTIONS: [FunctionHelp; 17] = {
    use Function::*;
    const fn help(
        function: Function,
        name: &'static str,
        (least, most): (usize, usize),
        arguments: &'static str,
        takes: &'static str,
        gives: &'static str,
    ) -> FunctionHelp {
        FunctionHelp {
            function,
            name,
            least,
            most,
            arguments,
            takes,
            gives,
        }
    }
    const NUMBERS: &str = "one or more numbers";
    const NUMBER: &str = "one number";
    const ANSWERS: &str = "one or more comparisons";
    [
        help(
            If,
            "IF",
            (2, 3),
            "(is so, then, else)",
            "a comparison and one or two results",
            "one of two values",
        ),
        help(
            IfError,
            "IFERROR",
            (2, 2),
            "(value, instead)",
            "a value and what stands in for it",
            "the value, or what stands in where there is none",
        ),
        help(
            IsBlank,
            "ISBLANK",
            (1, 1),
            "(value)",
            "one value",
            "whether there is no value",
        ),
        help(
            And,
            "AND",
            (1, MANY),
            "(is so, is so, …)",
            ANSWERS,
            "whether all are so",
        ),
        help(Or, "OR", (1, MANY), "(is so, is so, …)", ANSWERS, "whether any is so"),
        help(Not, "NOT", (1, 1), "(is so)", "one comparison", "whether it is not so"),
        help(
            Sum,
            "SUM",
            (1, MANY),
            "(number, number, …)",
            NUMBERS,
            "the sum of those that are known",
        ),
        help(
            Average,
            "AVERAGE",
            (1, MANY),
            "(number, number, …)",
            NUMBERS,
            "the mean of those that are known",
        ),
        help(
            Min,
            "MIN",
            (1, MANY),
            "(number, number, …)",
            NUMBERS,
            "the least of those that are known",
        ),
        help(
            Max,
            "MAX",
            (1, MANY),
            "(number, number, …)",
            NUMBERS,
            "the greatest of those that are known",
        ),
        help(
            Round,
            "ROUND",
            (1, 2),
            "(number, digits)",
            "a number and how many digits to keep",
            "the number rounded, halves away from zero",
        ),
        help(Abs, "ABS", (1, 1), "(number)", NUMBER, "the number without its sign"),
        help(Sqrt, "SQRT", (1, 1), "(number)", NUMBER, "the square root"),
        help(Ln, "LN", (1, 1), "(number)", NUMBER, "the natural logarithm"),
        help(
            Log10,
            "LOG10",
            (1, 1),
            "(number)",
            NUMBER,
            "the logarithm to the base 10",
        ),
        help(Year, "YEAR", (1, 1), "(date)", "one date", "the year of a date"),
        help(
            Today,
            "TODAY",
            (0, 0),
            "()",
            "nothing",
            "the day that the plan is seen from",
        ),
    ]
};

impl Formula {
    /// Reads a kept formula. `kind` tells what a column holds; `None` for one that is gone.
    pub fn read(kept: &str, kind: impl Fn(CriterionSource) -> Option<FieldKind>) -> Result<Formula, FormulaError> {
        let mut reader = Reader {
            inputs: Vec::new(),
            kinds: Vec::new(),
            reads_today: false,
        };
        let spreadsheet = reader.spreadsheet(kept, kind)?;
        let tree = parse(&spreadsheet).map_err(|_| FormulaError::Unreadable)?;
        let (node, gives) = reader.node(&tree)?;
        Ok(Formula {
            node,
            inputs: reader.inputs,
            reads_today: reader.reads_today,
            gives,
        })
    }

    /// How the column would best be shown.
    pub fn kind(&self) -> FieldKind {
        match self.gives {
            Gives::Number(Unit::Plain) => FieldKind::Number,
            Gives::Number(Unit::Share) => FieldKind::Percent,
            Gives::Number(Unit::Money) => FieldKind::Money,
            Gives::Number(Unit::Day) => FieldKind::Date,
            Gives::Words => FieldKind::Category,
            Gives::Answer => FieldKind::YesNo,
        }
    }

    /// Whether a column of that kind can hold what it gives.
    pub fn suits(&self, kind: FieldKind) -> bool {
        match self.gives {
            Gives::Number(Unit::Day) => matches!(kind, FieldKind::Date | FieldKind::Number),
            Gives::Number(_) => matches!(kind, FieldKind::Number | FieldKind::Percent | FieldKind::Money),
            Gives::Words | Gives::Answer => kind == self.kind(),
        }
    }
}

impl Gives {
    fn words(self) -> &'static str {
        match self {
            Gives::Number(Unit::Day) => "a date",
            Gives::Number(_) => "a number",
            Gives::Words => "words",
            Gives::Answer => "a yes or no",
        }
    }
}

struct Reader {
    inputs: Vec<CriterionSource>,
    kinds: Vec<FieldKind>,
    reads_today: bool,
}

/// Names an input where the parser of spreadsheets reads the formula.
const INPUT: &str = "tl_";

impl Reader {
    /// The formula with its columns as names that any spreadsheet takes.
    fn spreadsheet(
        &mut self,
        kept: &str,
        kind: impl Fn(CriterionSource) -> Option<FieldKind>,
    ) -> Result<String, FormulaError> {
        let mut out = String::from("=");
        let (mut depth, mut after_name) = (0_i32, false);
        for piece in pieces(kept.trim())? {
            match piece {
                Piece::Column(number) => {
                    let source = source(number).ok_or(FormulaError::ColumnGone)?;
                    let kind = kind(source).ok_or(FormulaError::ColumnGone)?;
                    let place = self
                        .inputs
                        .iter()
                        .position(|input| *input == source)
                        .unwrap_or_else(|| {
                            self.inputs.push(source);
                            self.kinds.push(kind);
                            self.inputs.len() - 1
                        });
                    // Blanks around it, or a word that follows at once would become a part of its name.
                    out.push_str(&format!(" {INPUT}{place} "));
                }
                // Where lists are parted by semicolons, so are arguments.
                Piece::Rest(";") => out.push(','),
                // The parser takes a blank before the bracket for something else.
                Piece::Rest(blank) if after_name && blank.trim().is_empty() => continue,
                Piece::Word(text) | Piece::Rest(text) => {
                    depth += i32::from(text == "(") - i32::from(text == ")");
                    if depth < 0 {
                        return Err(FormulaError::Brackets);
                    }
                    out.push_str(text);
                }
            }
            after_name = matches!(piece, Piece::Rest(text) if text.starts_with(char::is_alphabetic));
        }
        let last = out.trim_end().chars().next_back();
        match last {
            Some('=') if out.len() == 1 => Err(FormulaError::Empty),
            Some('+' | '-' | '*' | '/' | '^' | '=' | '<' | '>' | '&' | ',') => Err(FormulaError::EndsEarly),
            _ if depth > 0 => Err(FormulaError::Brackets),
            _ => Ok(out),
        }
    }

    fn node(&mut self, tree: &ASTNode) -> Result<(Node, Gives), FormulaError> {
        match &tree.node_type {
            ASTNodeType::Literal(literal) => match literal {
                LiteralValue::Int(number) => Ok((Node::Number(*number as f64), Gives::Number(Unit::Plain))),
                LiteralValue::Number(number) => Ok((Node::Number(*number), Gives::Number(Unit::Plain))),
                LiteralValue::Text(words) => Ok((Node::Words(words.clone()), Gives::Words)),
                LiteralValue::Boolean(answer) => Ok((Node::Answer(*answer), Gives::Answer)),
                _ => Err(FormulaError::Unreadable),
            },
            ASTNodeType::Reference {
                reference: ReferenceType::NamedRange(name),
                ..
            } => {
                let place = name.strip_prefix(INPUT).and_then(|digits| digits.parse::<usize>().ok());
                let place = place
                    .filter(|place| *place < self.inputs.len())
                    .ok_or(FormulaError::Unreadable)?;
                let gives = match self.kinds[place] {
                    FieldKind::Text | FieldKind::Category => Gives::Words,
                    FieldKind::Number => Gives::Number(Unit::Plain),
                    FieldKind::Percent => Gives::Number(Unit::Share),
                    FieldKind::Money => Gives::Number(Unit::Money),
                    FieldKind::Date => Gives::Number(Unit::Day),
                    FieldKind::YesNo => Gives::Answer,
                };
                Ok((Node::Input(place), gives))
            }
            ASTNodeType::UnaryOp { op, expr } => {
                let (node, unit) = self.number(expr)?;
                Ok(match op {
                    UnaryOperator::Percent => (
                        Node::Binary(Binary::Divide, Box::new(node), Box::new(Node::Number(100.0))),
                        Gives::Number(Unit::Plain),
                    ),
                    UnaryOperator::Minus => (Node::Negative(Box::new(node)), Gives::Number(unit)),
                    UnaryOperator::Plus => (node, Gives::Number(unit)),
                    _ => return Err(FormulaError::Unreadable),
                })
            }
            ASTNodeType::BinaryOp { op, left, right } => self.binary(op, left, right),
            ASTNodeType::Function { name, args } => self.call(name, args),
            ASTNodeType::Array(_) => Err(FormulaError::Unsupported("Lists in curly brackets have no place here.")),
            ASTNodeType::Omitted => Err(FormulaError::Unsupported("A function's argument was left empty.")),
            _ => Err(FormulaError::Unreadable),
        }
    }

    fn number(&mut self, tree: &ASTNode) -> Result<(Node, Unit), FormulaError> {
        match self.node(tree)? {
            (node, Gives::Number(unit)) => Ok((node, unit)),
            (_, gives) => Err(FormulaError::NotANumber(gives.words())),
        }
    }

    fn words(&mut self, tree: &ASTNode) -> Result<Node, FormulaError> {
        match self.node(tree)? {
            (node, Gives::Words) => Ok(node),
            (_, gives) => Err(FormulaError::NotWords(gives.words())),
        }
    }

    fn answer(&mut self, tree: &ASTNode, function: &'static str) -> Result<Node, FormulaError> {
        match self.node(tree)? {
            (node, Gives::Answer) => Ok(node),
            _ => Err(FormulaError::NotAnAnswer(function)),
        }
    }

    fn binary(
        &mut self,
        operator: &BinaryOperator,
        left: &ASTNode,
        right: &ASTNode,
    ) -> Result<(Node, Gives), FormulaError> {
        let binary = match operator {
            BinaryOperator::Add => Binary::Add,
            BinaryOperator::Subtract => Binary::Subtract,
            BinaryOperator::Multiply => Binary::Multiply,
            BinaryOperator::Divide => Binary::Divide,
            BinaryOperator::Power => Binary::Power,
            BinaryOperator::Equal => Binary::Equal,
            BinaryOperator::NotEqual => Binary::NotEqual,
            BinaryOperator::Less => Binary::Less,
            BinaryOperator::LessEqual => Binary::LessOrEqual,
            BinaryOperator::Greater => Binary::Greater,
            BinaryOperator::GreaterEqual => Binary::GreaterOrEqual,
            BinaryOperator::Concat => Binary::Join,
            _ => {
                return Err(FormulaError::Unsupported(
                    "Ranges of cells have no place here: name columns, such as [Employees].",
                ));
            }
        };
        let made = |left: Node, right: Node| Node::Binary(binary, Box::new(left), Box::new(right));
        match binary {
            Binary::Add | Binary::Subtract | Binary::Multiply | Binary::Divide | Binary::Power => {
                let ((left, a), (right, b)) = (self.number(left)?, self.number(right)?);
                Ok((made(left, right), Gives::Number(a.with(binary, b))))
            }
            Binary::Join => Ok((made(self.words(left)?, self.words(right)?), Gives::Words)),
            _ => {
                let ((left, a), (right, b)) = (self.node(left)?, self.node(right)?);
                let ordered = !matches!(binary, Binary::Equal | Binary::NotEqual);
                let comparable = match (a, b) {
                    (Gives::Number(_), Gives::Number(_)) => true,
                    (Gives::Words, Gives::Words) | (Gives::Answer, Gives::Answer) => !ordered,
                    _ => false,
                };
                if comparable {
                    Ok((made(left, right), Gives::Answer))
                } else {
                    Err(FormulaError::Incomparable(a.words(), b.words()))
                }
            }
        }
    }

    fn call(&mut self, name: &str, arguments: &[ASTNode]) -> Result<(Node, Gives), FormulaError> {
        let help = FUNCTIONS.iter().find(|help| help.name.eq_ignore_ascii_case(name));
        let help = help.ok_or_else(|| FormulaError::NoSuchFunction(name.to_uppercase()))?;
        if !(help.least..=help.most).contains(&arguments.len()) {
            return Err(FormulaError::Arguments {
                function: help.name,
                takes: help.takes,
            });
        }
        let called = |nodes| Node::Call(help.function, nodes);
        match help.function {
            Function::Today => {
                self.reads_today = true;
                Ok((Node::Today, Gives::Number(Unit::Day)))
            }
            Function::If => {
                let mut nodes = vec![self.answer(&arguments[0], help.name)?];
                let gives = self.alike(&arguments[1..], &mut nodes)?;
                Ok((called(nodes), gives))
            }
            Function::IfError => {
                let mut nodes = Vec::new();
                let gives = self.alike(arguments, &mut nodes)?;
                Ok((called(nodes), gives))
            }
            Function::IsBlank => Ok((called(vec![self.node(&arguments[0])?.0]), Gives::Answer)),
            Function::And | Function::Or | Function::Not => {
                let nodes = arguments.iter().map(|argument| self.answer(argument, help.name));
                Ok((called(nodes.collect::<Result<_, _>>()?), Gives::Answer))
            }
            Function::Min | Function::Max | Function::Sum | Function::Average => {
                let mut nodes = Vec::new();
                let mut unit = None;
                for argument in arguments {
                    let (node, own) = self.number(argument)?;
                    unit = Some(unit.map_or(own, |unit: Unit| unit.beside(own)));
                    nodes.push(node);
                }
                Ok((called(nodes), Gives::Number(unit.unwrap_or(Unit::Plain))))
            }
            Function::Abs | Function::Round => {
                let (first, unit) = self.number(&arguments[0])?;
                let mut nodes = vec![first];
                for argument in &arguments[1..] {
                    nodes.push(self.number(argument)?.0);
                }
                Ok((called(nodes), Gives::Number(unit)))
            }
            Function::Sqrt | Function::Ln | Function::Log10 => {
                Ok((called(vec![self.number(&arguments[0])?.0]), Gives::Number(Unit::Plain)))
            }
            Function::Year => match self.number(&arguments[0])? {
                (node, Unit::Day) => Ok((called(vec![node]), Gives::Number(Unit::Plain))),
                _ => Err(FormulaError::Arguments {
                    function: help.name,
                    takes: help.takes,
                }),
            },
        }
    }

    /// Values of which one will be given.
    fn alike(&mut self, trees: &[ASTNode], nodes: &mut Vec<Node>) -> Result<Gives, FormulaError> {
        let mut all: Option<Gives> = None;
        for tree in trees {
            let (node, gives) = self.node(tree)?;
            nodes.push(node);
            all = Some(match (all, gives) {
                (None, gives) => gives,
                (Some(Gives::Number(a)), Gives::Number(b)) => Gives::Number(a.beside(b)),
                (Some(a), b) if a == b => a,
                _ => return Err(FormulaError::TwoKinds),
            });
        }
        all.ok_or(FormulaError::EndsEarly)
    }
}

impl Unit {
    /// What two numbers count when one of them stands for both: a bare number takes the other's unit.
    fn beside(self, other: Unit) -> Unit {
        match (self, other) {
            (Unit::Plain, other) => other,
            (own, _) => own,
        }
    }

    /// What the result of an operation counts.
    fn with(self, operator: Binary, other: Unit) -> Unit {
        use Unit::{Day, Money, Plain, Share};
        match (operator, self, other) {
            (Binary::Add | Binary::Subtract, Day, Day) => Plain,
            (Binary::Add | Binary::Subtract, own, other) => own.beside(other),
            (Binary::Multiply, Money, _) | (Binary::Multiply, _, Money) => Money,
            (Binary::Multiply, Share, Share) => Share,
            (Binary::Divide, Money, Money) => Share,
            (Binary::Divide, Money, _) => Money,
            (Binary::Divide, Share, Plain) => Share,
            _ => Plain,
        }
    }
}
