//! The compound file around older workbooks and around encrypted ones: which streams it has, and whether its chains end.
//! Separate, and our own, because it must accept whatever calamine reads (a strict reader refuses files that Excel
//! opens) and refuse what calamine would follow for ever: a chain of sectors that leads back into itself.

use super::ReadError;
use std::io::{Read, Seek, SeekFrom};

pub(crate) const SIGNATURE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Sector numbers from here on have a meaning instead of a place.
const RESERVED: u32 = 0xFFFF_FFFA;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;

/// Names of the streams and storages. Fails when a chain does not end inside the file.
pub(crate) fn stream_names(file: &mut (impl Read + Seek)) -> Result<Vec<String>, ReadError> {
    let length = file.seek(SeekFrom::End(0))?;
    let mut header = [0u8; 512];
    file.seek(SeekFrom::Start(0))?;
    file.read_exact(&mut header).map_err(|_| ReadError::Damaged)?;
    let sector_size: u64 = match u16_at(&header, 30) {
        9 => 512,
        12 => 4096,
        _ => return Err(ReadError::Damaged),
    };
    let sectors = u32::try_from(length / sector_size).map_err(|_| ReadError::TooLarge { declared: Some(length) })?;
    let mut compound = Compound {
        file,
        sector_size,
        sectors,
    };

    let fat = compound.allocation_table(&header)?;
    let directory = compound.chain(u32_at(&header, 48), &fat, u64::MAX)?;
    let mut names = Vec::new();
    for (index, sector) in directory.iter().enumerate() {
        let bytes = compound.sector(*sector)?;
        for (slot, entry) in bytes.chunks_exact(128).enumerate() {
            let units: Vec<u16> = entry[..64]
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                .collect();
            let name: String = char::decode_utf16(units)
                .map_while(Result::ok)
                .take_while(|c| *c != '\0')
                .collect();
            if name.is_empty() {
                continue;
            }
            let size = if sector_size == 512 {
                u64::from(u32_at(entry, 120))
            } else {
                u64_at(entry, 120)
            };
            let is_root = index == 0 && slot == 0;
            // Storages have no stream; the root's is the container of the small ones. A stream larger than the file can
            // only come of a chain that goes round.
            if (entry[66] == 2 || is_root) && size > length {
                return Err(ReadError::Damaged);
            }
            if is_root || (entry[66] == 2 && size >= 4096) {
                compound.chain(u32_at(entry, 116), &fat, size)?;
            }
            names.push(name);
        }
    }
    if u64::from(u32_at(&header, 64)) * sector_size > length {
        return Err(ReadError::Damaged);
    }
    if names.is_empty() {
        Err(ReadError::Damaged)
    } else {
        Ok(names)
    }
}

struct Compound<'a, F> {
    file: &'a mut F,
    sector_size: u64,
    sectors: u32,
}

impl<F: Read + Seek> Compound<'_, F> {
    /// The last sector of a file may be cut short: what is missing reads as zeros.
    fn sector(&mut self, number: u32) -> Result<Vec<u8>, ReadError> {
        if number > self.sectors {
            return Err(ReadError::Damaged);
        }
        self.file
            .seek(SeekFrom::Start((u64::from(number) + 1) * self.sector_size))?;
        let mut bytes = Vec::with_capacity(self.sector_size as usize);
        self.file.by_ref().take(self.sector_size).read_to_end(&mut bytes)?;
        bytes.resize(self.sector_size as usize, 0);
        Ok(bytes)
    }

    fn allocation_table(&mut self, header: &[u8; 512]) -> Result<Vec<u32>, ReadError> {
        let mut places: Vec<u32> = numbers(&header[76..512]).collect();
        let mut next = u32_at(header, 68);
        let mut seen = 0;
        while next < RESERVED {
            seen += 1;
            if seen > self.sectors {
                return Err(ReadError::Damaged);
            }
            places.extend(numbers(&self.sector(next)?));
            next = places.pop().unwrap_or(END_OF_CHAIN);
        }
        let mut table = Vec::new();
        for place in places
            .into_iter()
            .filter(|place| *place < RESERVED)
            .take(self.sectors as usize + 1)
        {
            table.extend(numbers(&self.sector(place)?));
        }
        Ok(table)
    }

    /// The sectors of a chain until it ends or holds that many bytes.
    fn chain(&self, first: u32, fat: &[u32], bytes: u64) -> Result<Vec<u32>, ReadError> {
        let mut chain = Vec::new();
        let mut next = first;
        while next != END_OF_CHAIN && (chain.len() as u64) * self.sector_size < bytes {
            if next > self.sectors || chain.len() > self.sectors as usize {
                return Err(ReadError::Damaged);
            }
            chain.push(next);
            next = *fat.get(next as usize).ok_or(ReadError::Damaged)?;
        }
        Ok(chain)
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes
        .chunks_exact(4)
        .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | (u64::from(u32_at(bytes, at + 4)) << 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn a_directory_that_leads_back_into_itself_is_damaged_and_not_followed_for_ever() {
        let mut file = vec![0u8; 512 * 3];
        file[..8].copy_from_slice(&SIGNATURE);
        file[30] = 9;
        file[32] = 6;
        file[48..52].copy_from_slice(&1u32.to_le_bytes());
        file[68..72].copy_from_slice(&END_OF_CHAIN.to_le_bytes());
        file[76..512].fill(0xFF);
        file[76..80].copy_from_slice(&0u32.to_le_bytes());
        // The table is in sector 0; sector 1 says that it is followed by itself.
        file[512..1024].fill(0xFF);
        file[512 + 4..512 + 8].copy_from_slice(&1u32.to_le_bytes());
        assert_eq!(stream_names(&mut Cursor::new(file)), Err(ReadError::Damaged));
    }

    #[test]
    fn a_cut_header_is_damaged() {
        assert_eq!(
            stream_names(&mut Cursor::new(SIGNATURE.to_vec())),
            Err(ReadError::Damaged)
        );
    }
}
