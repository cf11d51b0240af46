import type OSS = require('../index');

/** Live channels. */
export interface LiveMethods {
  /** Makes a live channel, or changes one (PutLiveChannel): what is streamed to it by RTMP is stored. */
  putChannel(
    id: string,
    conf: OSS.PutChannelConf,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.PutChannelResult>;

  /** The configuration of a live channel (GetLiveChannelInfo), as the service tells it. */
  getChannel(id: string, options?: OSS.RequestOptions | null): Promise<OSS.GetChannelResult>;

  /** Takes a live channel away (DeleteLiveChannel); what it has stored stays. */
  deleteChannel(id: string, options?: OSS.RequestOptions | null): Promise<OSS.EmptyResult>;

  /** Opens or shuts a live channel (PutLiveChannelStatus). */
  putChannelStatus(
    id: string,
    status: 'enabled' | 'disabled',
    options?: OSS.RequestOptions | null
  ): Promise<OSS.EmptyResult>;

  /** Whether something is being streamed to a live channel, and what (GetLiveChannelStat). */
  getChannelStatus(id: string, options?: OSS.RequestOptions | null): Promise<OSS.GetChannelResult>;

  /** A page of the bucket's live channels (ListLiveChannel). */
  listChannels(
    query?: OSS.ListChannelsQuery | null,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.ListChannelsResult>;

  /** The last ten times that something was streamed to a live channel (GetLiveChannelHistory). */
  getChannelHistory(id: string, options?: OSS.RequestOptions | null): Promise<OSS.ChannelHistoryResult>;

  /** Makes a playlist of what was streamed to a live channel between two times (PostVodPlaylist). */
  createVod(
    id: string,
    name: string,
    time: OSS.VodPeriod,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.EmptyResult>;

  /** A URL to stream to, signed with V1. */
  getRtmpUrl(channelId: string, options?: OSS.GetRtmpUrlOptions | null): string;
}

declare module '../index' {
  interface PutChannelConf {
    Description?: string | undefined;
    Status?: 'enabled' | 'disabled' | (string & {}) | undefined;
    Target?:
      | {
          /** `HLS`. */
          Type: string;
          /** Seconds of a file. */
          FragDuration?: number | string | undefined;
          /** Files of the playlist. */
          FragCount?: number | string | undefined;
          PlaylistName?: string | undefined;
        }
      | undefined;
    [name: string]: unknown;
  }

  interface PutChannelResult {
    publishUrls: string[];
    playUrls: string[];
    res: NormalSuccessResponse;
  }

  interface GetChannelResult {
    /** As the service tells it; values are text. */
    // biome-ignore lint/suspicious/noExplicitAny: it depends on what is being streamed
    data: any;
    res: NormalSuccessResponse;
  }

  type ListChannelsQuery = {
    /** Only channels whose ids begin so. */
    prefix?: string | undefined;
    /** Only channels after this id. */
    marker?: string | undefined;
    /** 1 to 1,000; 100. */
    'max-keys'?: string | number | undefined;
  };

  interface Channel {
    Name: string;
    Description: string;
    Status: string;
    LastModified: string;
    PublishUrls: string[];
    PlayUrls: string[];
  }

  interface ListChannelsResult {
    channels: Channel[];
    nextMarker: string | null;
    isTruncated: boolean;
    res: NormalSuccessResponse;
  }

  interface ChannelHistory {
    StartTime: string;
    EndTime: string;
    RemoteAddr: string;
  }

  interface ChannelHistoryResult {
    records: ChannelHistory[];
    res: NormalSuccessResponse;
  }

  interface VodPeriod {
    /** Unix time in seconds. */
    startTime: number | string;
    /** Unix time in seconds. */
    endTime: number | string;
  }

  interface GetRtmpUrlOptions {
    /** Seconds that the URL is good for; 1800. */
    expires?: number | undefined;
    /** Further parameters: `{ playlistName: 'play.m3u8' }`. */
    // biome-ignore lint/suspicious/noExplicitAny: values are sent as text
    params?: Record<string, any> | undefined;
  }
}
