//! Live channels: where streams would be pushed to by RTMP, which is not served, and playlists of what they leave behind.

mod channel;
mod delete_live_channel;
mod get_live_channel_history;
mod get_live_channel_info;
mod get_live_channel_stat;
mod get_vod_playlist;
mod list_live_channel;
mod playlist;
mod post_vod_playlist;
mod put_live_channel;
mod put_live_channel_status;

pub(super) use channel::FOLDER as LIVE_CHANNELS;

use super::operation::Operation;

/// Of two that a request selects the later one goes first: `?live&status=…` is about the status.
pub(super) static ALL: &[&Operation] = &[
    &put_live_channel::OPERATION,
    &put_live_channel_status::OPERATION,
    &get_live_channel_info::OPERATION,
    &get_live_channel_stat::OPERATION,
    &get_live_channel_history::OPERATION,
    &list_live_channel::OPERATION,
    &delete_live_channel::OPERATION,
    &post_vod_playlist::OPERATION,
    &get_vod_playlist::OPERATION,
];
