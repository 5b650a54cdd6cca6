//! The folder of a result: what is there already, a way of writing that never looks finished before it is, the manifest, and
//! finished results read back.

pub mod cpu_time;
pub mod failure;
mod file_record;
pub mod folder;
pub mod headlines;
pub mod journal;
mod key;
pub mod manifest;
pub mod parquet;
pub mod parquet_text;
mod partial;
mod record;
pub mod room;
pub mod seed;
pub mod shard;
pub mod shard_folder;
mod spec;
pub mod staging;
pub mod stored;
pub mod table_file;
pub mod text_file;
pub mod write_set;

/// Where the drawings of a result are, below its folder.
pub const FIGURES_FOLDER: &str = "figures/";
