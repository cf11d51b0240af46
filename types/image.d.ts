import type OSS = require('../index');

// The client of the image service.

declare module '../index' {
  /** A client of the image service. `new` may be left out. */
  function ImageClient(options: ImageClientOptions): ImageClient;

  /** A client of the image service, for the domain that it is bound to. */
  // biome-ignore lint/suspicious/noRedeclare: called with and without `new`
  class ImageClient {
    /** @throws {Error} `require bucket for image service instance`, `require imageHost for image service instance` */
    constructor(options: ImageClientOptions);

    ossClient: OSS;

    /** Fetches an image; with `name@100w` a processed one. */
    get: OSS['get'];
    getStream: OSS['getStream'];
    /** The Exif data of an image. */
    getExif(name: string, options?: ObjectRequestOptions): Promise<ImageDataResult>;
    /** Size, format and Exif data of an image. */
    getInfo(name: string, options?: ObjectRequestOptions): Promise<ImageDataResult>;
    putStyle(styleName: string, style: string, options?: ObjectRequestOptions): Promise<ImageDataResult>;
    getStyle(styleName: string, options?: ObjectRequestOptions): Promise<ImageStyleResult>;
    listStyle(options?: ObjectRequestOptions): Promise<ImageStyleListResult>;
    deleteStyle(styleName: string, options?: ObjectRequestOptions): Promise<EmptyResult>;
    /** A URL, signed with V1, that is good for half an hour. */
    signatureUrl(name: string): string;
  }

  interface ImageClientOptions extends Options {
    bucket: string;
    /** The domain that is bound to the image service. */
    imageHost: string;
  }

  interface ImageDataResult {
    /** By name: numbers as numbers, except 0, which is text like the rest. A Buffer unless the reply says JSON or XML. */
    // biome-ignore lint/suspicious/noExplicitAny: it depends on the image
    data: any;
    res: NormalSuccessResponse;
  }

  interface StyleData {
    Name: string;
    Content: string;
    CreateTime: string;
    LastModifyTime: string;
  }

  interface ImageStyleResult {
    data: StyleData;
    res: NormalSuccessResponse;
  }

  interface ImageStyleListResult {
    /** One style comes alone, several as an array. */
    data: StyleData | StyleData[] | undefined;
    res: NormalSuccessResponse;
  }
}
