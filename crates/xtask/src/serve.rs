//! From a fresh clone to a shop that one can buy in.

use std::{
    net::TcpStream,
    path::{self, PathBuf},
    process::Stdio,
    thread,
    time::Duration,
};

use clap::Args;

use crate::{
    Outcome, build, paths,
    program::{find, program, run},
    setup,
};

/// What to serve.
#[derive(Args)]
pub struct Options {
    /// The port on 127.0.0.1.
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// Where the shop's data lies [default: data in the checkout].
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Begin with an empty shop instead of the demo.
    #[arg(long)]
    empty: bool,
    /// Open the shop in the browser.
    #[arg(long)]
    open: bool,
    /// As in `setup`.
    #[command(flatten)]
    setup: setup::Options,
}

/// The whole command.
pub fn run_all(options: &Options) -> Outcome {
    if options.setup.std_from_source {
        setup::run(&options.setup)?;
    }
    build::release()?;
    if options.open {
        open_when_it_listens(options.port);
    }
    run_server(options)
}

/// Serves until Ctrl-C.
fn run_server(options: &Options) -> Outcome {
    let data = match &options.data {
        Some(data) => path::absolute(data).map_err(|error| format!("{}: {error}", data.display()))?,
        None => paths::root().join("data"),
    };
    let content = if options.empty { "--empty" } else { "--demo" };
    let mut server = program(&paths::binary().to_string_lossy());
    run(server.args(["serve", content, "--port", &options.port.to_string(), "--data"]).arg(data))
}

fn open_when_it_listens(port: u16) {
    let Some(opener) = ["xdg-open", "open"].into_iter().find_map(find) else {
        eprintln!("  no program is known that opens a browser here");
        return;
    };
    thread::spawn(move || {
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            thread::sleep(Duration::from_millis(100));
        }
        let mut command = program(&opener.to_string_lossy());
        command.arg(format!("http://127.0.0.1:{port}")).stdout(Stdio::null()).stderr(Stdio::null());
        let _ = command.status();
    });
}
