//! `mercer migrate`: brings the database to this version of the program.

use services::db::Database;

use super::CliError;
use crate::{config::Config, startup};

/// Takes the steps that are missing and says how many they were.
pub(super) async fn run(config: &Config) -> Result<(), CliError> {
    startup::prepare_data_dir(&config.shop.data_dir)?;
    let database = Database::open(&config.database).await?;
    let steps = database.migrate().await?;
    database.close().await;
    match steps {
        0 => println!("The database is up to date."),
        1 => println!("The database took 1 step."),
        _ => println!("The database took {steps} steps."),
    }
    Ok(())
}
