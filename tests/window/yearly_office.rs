//! Lays the office of AC-09 into a folder, for the story in the real window: a year of events is quicker lived through
//! the desk than typed.

use scenarios::yearly_report::{list, play};
use scenarios::{Story, on};

fn main() -> std::io::Result<()> {
    let folder = std::env::args_os().nth(1).expect("the folder of the records");
    let now = on("2027-04-08");
    let mut story = Story::begins_on("2027-04-08");
    story.first_start_in("kiyose", now).expect("the first start goes through");
    play(&mut story, &list("kiyose-r8.json"), "2027-04-08");
    let Story { folder: made, desk } = story;
    desk.lock(now).expect("it is locked");
    std::fs::create_dir_all(&folder)?;
    for file in std::fs::read_dir(made.path())? {
        let file = file?;
        std::fs::copy(file.path(), std::path::Path::new(&folder).join(file.file_name()))?;
    }
    Ok(())
}
