//! `mercer media copy`: brings every file from where it lies to where the shop will look for it from now on.

use adapters::files::{Copied, copy};
use clap::{Subcommand, ValueEnum};

use super::CliError;
use crate::{config::Config, startup};

/// What is done with the shop's files.
#[derive(Debug, Subcommand)]
pub(super) enum Arguments {
    /// Copy all files that are not there yet, from the folder into the bucket or back; the shop may go on serving
    Copy {
        /// Where to
        #[arg(long, value_name = "PLACE")]
        to: Place,
    },
}

/// Where files lie.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Place {
    /// The bucket of the settings files.*
    Bucket,
    /// The directory media in the data directory
    Folder,
}

pub(super) async fn run(config: &Config, arguments: &Arguments) -> Result<(), CliError> {
    let Arguments::Copy { to } = arguments;
    startup::prepare_data_dir(&config.shop.data_dir)?;
    let none = || CliError::Refused("files.bucket is not set: there is no bucket to copy from or to".to_owned());
    let bucket = startup::bucket(config)?.ok_or_else(none)?;
    let folder = startup::folder(config);
    let copied = match to {
        Place::Bucket => copy(&folder, &bucket).await,
        Place::Folder => copy(&bucket, &folder).await,
    };
    let Copied { copied, present } = copied.map_err(|error| CliError::Refused(error.to_string()))?;
    println!("{copied} files were copied, {present} were there already.");
    Ok(())
}
