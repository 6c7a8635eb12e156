//! The Merkle tree of RFC 6962 and 9162, kept as tiles of 256 hashes. Not here: what an entry says, where tiles are kept.

use aws_lc_rs::digest::{Context, SHA256};

/// Hashes in a full tile.
pub(super) const TILE: usize = 256;
/// Bytes of a hash.
pub(super) const HASH: usize = 32;

/// A hash of an entry or of a subtree.
pub(crate) type Hash = [u8; HASH];

/// The hash of an entry (RFC 9162, 2.1.1).
pub(crate) fn leaf_hash(entry: &[u8]) -> Hash {
    hash(&[&[0], entry])
}

fn node_hash(left: &Hash, right: &Hash) -> Hash {
    hash(&[&[1], left, right])
}

fn hash(parts: &[&[u8]]) -> Hash {
    let mut context = Context::new(&SHA256);
    parts.iter().for_each(|part| context.update(part));
    let mut out = [0; HASH];
    out.iter_mut().zip(context.finish().as_ref()).for_each(|(to, from)| *to = *from);
    out
}

/// The hash over one or more hashes whose number is a power of two.
fn perfect(hashes: &[Hash]) -> Option<Hash> {
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        let (pairs, _) = row.as_chunks::<2>();
        row = pairs.iter().map(|[left, right]| node_hash(left, right)).collect();
    }
    row.first().copied()
}

/// The right edge of a tree: the tile of each level that is not full yet. All that is needed to go on and to tell the root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Edge {
    /// Hashes of the unfinished tile, level 0 first.
    levels: Vec<Vec<Hash>>,
    size: u64,
}

/// A tile that was just filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FullTile {
    pub(super) level: usize,
    pub(super) number: u64,
    pub(super) hashes: Vec<Hash>,
}

impl Edge {
    /// A tree's edge from its size and the unfinished tile of each level. `None` when a tile has not the width that the size
    /// demands.
    pub(super) fn new(size: u64, levels: Vec<Vec<Hash>>) -> Option<Self> {
        let fits = levels.iter().enumerate().all(|(level, tile)| tile.len() == width(size, level));
        let complete = width_above(size, levels.len()) == 0;
        (fits && complete).then_some(Self { levels, size })
    }

    /// Number of entries.
    pub(super) const fn size(&self) -> u64 {
        self.size
    }

    /// Adds an entry's hash; tiles that it fills are handed to `full`.
    pub(super) fn push(&mut self, hash: Hash, full: &mut impl FnMut(FullTile)) {
        self.size += 1;
        let (mut carried, mut level) = (hash, 0);
        loop {
            if self.levels.len() == level {
                self.levels.push(Vec::with_capacity(TILE));
            }
            let Some(tile) = self.levels.get_mut(level) else { return };
            tile.push(carried);
            if tile.len() < TILE {
                return;
            }
            let hashes = std::mem::replace(tile, Vec::with_capacity(TILE));
            let Some(root) = perfect(&hashes) else { return };
            full(FullTile { level, number: (self.size >> (8 * (level + 1))) - 1, hashes });
            carried = root;
            level += 1;
        }
    }

    /// The unfinished tiles that are not empty: level, number, hashes.
    pub(super) fn unfinished(&self) -> impl Iterator<Item = (usize, u64, &[Hash])> {
        let levels = self.levels.iter().enumerate().filter(|(_, tile)| !tile.is_empty());
        levels.map(|(level, tile)| (level, self.size >> (8 * (level + 1)), tile.as_slice()))
    }

    /// The root over all entries.
    pub(super) fn root(&self) -> Hash {
        // From the right: each unfinished tile is parts that are powers of two, largest first.
        let mut root: Option<Hash> = None;
        for tile in &self.levels {
            let mut end = tile.len();
            while end > 0 {
                let start = end - (1 << end.trailing_zeros());
                let part = tile.get(start..end).and_then(perfect);
                root = match (part, root) {
                    (Some(part), Some(right)) => Some(node_hash(&part, &right)),
                    (part, root) => part.or(root),
                };
                end = start;
            }
        }
        root.unwrap_or_else(|| hash(&[]))
    }
}

/// Levels of tiles in a tree.
pub(super) const fn levels(size: u64) -> usize {
    let mut levels = 0;
    while width_above(size, levels) > 0 {
        levels += 1;
    }
    levels
}

/// Width of the unfinished tile at a level.
pub(super) const fn width(size: u64, level: usize) -> usize {
    (width_above(size, level) % TILE as u64) as usize
}

const fn width_above(size: u64, level: usize) -> u64 {
    if level >= 8 { 0 } else { size >> (8 * level) }
}

/// Hashes as the bytes of a tile.
pub(super) fn tile_bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.concat()
}

/// The hashes of a tile; `None` when the bytes are no whole number of hashes.
pub(super) fn tile_hashes(bytes: &[u8]) -> Option<Vec<Hash>> {
    let (hashes, rest) = bytes.as_chunks::<HASH>();
    rest.is_empty().then(|| hashes.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition of RFC 9162, 2.1.1, as it stands there.
    fn by_definition(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => hash(&[]),
            [one] => *one,
            _ => {
                let split = leaves.len().next_power_of_two() / 2;
                node_hash(&by_definition(&leaves[..split]), &by_definition(&leaves[split..]))
            }
        }
    }

    #[test]
    fn the_tree_is_the_one_of_rfc_9162_at_every_size() {
        let mut leaves = Vec::new();
        let mut edge = Edge::default();
        let mut tiles = Vec::new();
        for n in 0..1_200_u64 {
            assert_eq!(edge.root(), by_definition(&leaves), "{n}");
            let leaf = leaf_hash(&n.to_be_bytes());
            leaves.push(leaf);
            edge.push(leaf, &mut |tile| tiles.push(tile));
        }
        assert_eq!(tiles.len(), 4);
        assert_eq!((tiles[3].level, tiles[3].number), (0, 3));
        assert_eq!(tiles[3].hashes, leaves[768..1024]);
    }

    #[test]
    fn known_hashes_come_out() {
        assert_eq!(
            hex::encode(Edge::default().root()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(
            hex::encode(leaf_hash(b"")),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
    }

    #[test]
    fn an_edge_is_put_together_again_from_its_tiles() {
        let mut edge = Edge::default();
        let mut above = Vec::new();
        for n in 0..70_000_u64 {
            edge.push(leaf_hash(&n.to_be_bytes()), &mut |tile| above.push((tile.level, tile.number)));
        }
        assert_eq!(above.iter().filter(|(level, _)| *level == 1).count(), 1);
        assert_eq!(levels(70_000), 3);
        let tiles: Vec<Vec<Hash>> = (0..levels(70_000))
            .map(|level| {
                let tile = edge.unfinished().find(|(at, ..)| *at == level);
                tile.map(|(_, _, hashes)| hashes.to_vec()).unwrap_or_default()
            })
            .collect();
        let again = Edge::new(70_000, tiles.clone()).unwrap();
        assert_eq!(again.root(), edge.root());
        assert!(Edge::new(70_001, tiles.clone()).is_none());
        assert!(Edge::new(70_000, tiles[..2].to_vec()).is_none());
    }
}
