//! `mercer admin`: the people of the admin, for whoever may use this computer.

use clap::Subcommand;
use services::account;

use super::CliError;
use crate::{config::Config, startup};

/// The options of `mercer admin`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Print a one-time link with which an owner sets name and password
    Invite,
    /// List everybody who was invited
    List,
    /// Take a person's access away at once
    Disable {
        /// The e-mail address that the person signs in with
        email: String,
    },
}

/// Does what the verb says.
pub(super) async fn run(config: &Config, arguments: &Arguments) -> Result<(), CliError> {
    let shop = startup::shop(config).await?;
    match &arguments.verb {
        Verb::Invite => {
            let path = account::write::invite_owner(&shop).await?;
            println!("{}{path}", shop.settings.base_url);
        }
        Verb::List => {
            for person in account::read::everybody(&shop).await? {
                let state = if person.active { "active" } else { "disabled" };
                let staff = person.staff;
                println!("{}\t{}\t{}\t{state}", staff.email, staff.name, staff.role.key());
            }
        }
        Verb::Disable { email } => {
            let everybody = account::read::everybody(&shop).await?;
            let person = everybody.into_iter().find(|person| person.staff.email.eq_ignore_ascii_case(email.trim()));
            let person = person.ok_or_else(|| CliError::Refused(format!("nobody signs in as {email}")))?;
            account::write::disable(&shop, &account::Actor::system("command line"), person.staff.id).await?;
            println!("{} can no longer sign in.", person.staff.email);
        }
    }
    shop.database.close().await;
    Ok(())
}
