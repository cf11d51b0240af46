'use strict';

/** Deletes a bucket with all that is in it. A case may have deleted it itself. */
async function sweep(make, bucket) {
  const client = make({ bucket });
  try {
    const { uploads } = await client.listUploads({ 'max-uploads': 1000 });
    for (const { name, uploadId } of uploads ?? []) await client.abortMultipartUpload(name, uploadId);
    const { objects } = await client.list({ 'max-keys': 1000 });
    for (const { name } of objects) await client.delete(name);
    await client.deleteBucket(bucket);
  } catch (error) {
    if (error.code !== 'NoSuchBucket') throw error;
  }
}

module.exports = { sweep };
