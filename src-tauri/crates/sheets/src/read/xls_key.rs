//! Old Excel workbooks (.xls) that are locked with Excel's own password, which no one is asked for: unlocked as [MS-XLS] 2.2.10
//! and [MS-OFFCRYPTO] 2.3.6 and 2.3.5 lay it down. Separate from the newer ones because here each record of the stream is
//! locked in its place, and no library does it.

use super::ReadError;
use super::sniff::DEFAULT_PASSWORD;
use md5::Md5;
use rc4::{KeyInit, Rc4, StreamCipher, consts};
use sha1::{Digest, Sha1};
use std::io::{Cursor, Read, Seek, Write};

const FILE_PASS: u16 = 0x2F;
/// A record that says nothing: what stands where the lock was.
const NOTHING: u16 = 0xE2;
const SHEET: u16 = 0x85;
/// Records that are never locked: beginnings, the lock, who uses the file, interface and revision headers.
const OPEN: [u16; 7] = [0x0809, FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];
/// Where a sheet's record says at what place the sheet begins: that is open, too.
const PLACE: usize = 4;
/// The lock stands within so many bytes.
const BEGINNING: u64 = 8 << 10;
/// Bytes under one key.
const BLOCK: usize = 1024;

/// The workbook without its lock; `None` where it has none, or one that another password opens.
pub(crate) fn unlocked(file: impl Read + Seek) -> Result<Option<Vec<u8>>, ReadError> {
    let Ok(mut old) = cfb::CompoundFile::open(file) else {
        // What a strict reader refuses may be read all the same, locked or not.
        return Ok(None);
    };
    let Ok(mut workbook) = old.open_stream("/Workbook").or_else(|_| old.open_stream("/Book")) else {
        return Ok(None);
    };
    let mut stream = Vec::new();
    workbook.by_ref().take(BEGINNING).read_to_end(&mut stream)?;
    let Some(lock) = lock_of(&stream).and_then(Lock::of) else {
        return Ok(None);
    };
    workbook.read_to_end(&mut stream)?;
    lock.open(&mut stream);
    // The newer version of the container is not one that old workbooks come in.
    let mut new = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    new.create_stream("/Workbook")?.write_all(&stream)?;
    new.flush()?;
    Ok(Some(new.into_inner().into_inner()))
}

/// Records by their place, kind and length; what is cut short is left out.
fn records(stream: &[u8]) -> impl Iterator<Item = (usize, u16, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let head = stream.get(at..at + 4)?;
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let body = at + 4;
        at = body.checked_add(length).filter(|end| *end <= stream.len())?;
        Some((body, kind, length))
    })
}

/// The body of the record that locks the workbook; it stands among the first.
fn lock_of(stream: &[u8]) -> Option<&[u8]> {
    let (body, _, length) = records(stream).take(8).find(|(_, kind, _)| *kind == FILE_PASS)?;
    stream.get(body..body + length)
}

/// What the keys of the blocks are made of.
enum Lock {
    /// The first five bytes of a hash.
    Rc4([u8; 5]),
    /// A hash, and how many bytes a key has.
    CryptoApi([u8; 20], usize),
}

impl Lock {
    /// The lock, if Excel's own password opens it.
    fn of(body: &[u8]) -> Option<Lock> {
        let two = |at: usize| Some(u16::from_le_bytes(body.get(at..at + 2)?.try_into().ok()?));
        let password: Vec<u8> = DEFAULT_PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (lock, verifier, proof) = match (two(0)?, two(2)?, two(4)?) {
            (1, 1, 1) => {
                let salt = body.get(6..22)?;
                let half = &Md5::digest(&password)[..5];
                let mut hash = Md5::new();
                for _ in 0..16 {
                    hash.update(half);
                    hash.update(salt);
                }
                let hash = hash.finalize();
                (
                    Lock::Rc4(hash[..5].try_into().ok()?),
                    body.get(22..38)?,
                    body.get(38..54)?,
                )
            }
            (1, 2..=4, 2) => {
                // Flags, then a header with its length before it; in it the bits of a key; then the salt and the proof.
                let four = |at: usize| Some(u32::from_le_bytes(body.get(at..at + 4)?.try_into().ok()?));
                let header = 14;
                let verifier = header + usize::try_from(four(10)?).ok()?;
                let bits = match four(header + 16)? {
                    0 => 40,
                    bits => bits,
                };
                let salt_at = verifier.checked_add(4)?;
                let mut hash = Sha1::new();
                hash.update(body.get(salt_at..salt_at + 16)?);
                hash.update(&password);
                let bytes = Some(bits as usize / 8).filter(|bytes| matches!(bytes, 5 | 16))?;
                let lock = Lock::CryptoApi(hash.finalize().into(), bytes);
                let proof_at = salt_at + 16;
                // The length of the hash stands between the two.
                (
                    lock,
                    body.get(proof_at..proof_at + 16)?,
                    body.get(proof_at + 20..proof_at + 40)?,
                )
            }
            _ => return None,
        };
        let mut told = [verifier, proof].concat();
        lock.key(0).apply_keystream(&mut told);
        let (verifier, proof) = told.split_at(16);
        let holds = match lock {
            Lock::Rc4(_) => Md5::digest(verifier)[..] == *proof,
            Lock::CryptoApi(..) => Sha1::digest(verifier)[..] == *proof,
        };
        holds.then_some(lock)
    }

    fn key(&self, block: u32) -> Rc4<consts::U16> {
        let mut key = [0; 16];
        match self {
            Lock::Rc4(start) => {
                let hash = Md5::new()
                    .chain_update(start)
                    .chain_update(block.to_le_bytes())
                    .finalize();
                key.copy_from_slice(&hash);
            }
            Lock::CryptoApi(start, bytes) => {
                let hash = Sha1::new()
                    .chain_update(start)
                    .chain_update(block.to_le_bytes())
                    .finalize();
                key[..*bytes].copy_from_slice(&hash[..*bytes]);
            }
        }
        Rc4::new((&key).into())
    }

    /// Unlocks every record in its place.
    fn open(&self, stream: &mut [u8]) {
        let mut plain = stream.to_vec();
        for (number, block) in plain.chunks_mut(BLOCK).enumerate() {
            self.key(number as u32).apply_keystream(block);
        }
        let found: Vec<_> = records(stream).collect();
        for (body, kind, length) in found {
            if kind == FILE_PASS {
                stream[body - 4..body - 2].copy_from_slice(&NOTHING.to_le_bytes());
            }
            if OPEN.contains(&kind) {
                continue;
            }
            let from = body + if kind == SHEET { PLACE.min(length) } else { 0 };
            stream[from..body + length].copy_from_slice(&plain[from..body + length]);
        }
    }
}
