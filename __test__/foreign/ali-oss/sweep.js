'use strict';

/** Deletes a bucket with all that is in it, old versions and channels too. A case may have deleted it itself. */
async function sweep(make, bucket) {
  const client = make({ bucket });
  try {
    const { uploads } = await client.listUploads({ 'max-uploads': 1000 });
    for (const { name, uploadId } of uploads ?? []) await client.abortMultipartUpload(name, uploadId);
    const { objects, deleteMarker } = await client.getBucketVersions({ maxKeys: 1000 });
    for (const { name, versionId } of [...objects, ...deleteMarker]) await client.delete(name, { versionId });
    const { channels } = await client.listChannels({ 'max-keys': 1000 });
    for (const { Name } of channels) await client.deleteChannel(Name);
    await client.deleteBucket(bucket);
  } catch (error) {
    if (error.code !== 'NoSuchBucket') throw error;
  }
}

module.exports = { sweep };
