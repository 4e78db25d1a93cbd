// Unpacks gzip, within a limit; bytes that are not packed pass as they are.
// Servers and browsers sometimes unpack on the way, so the bytes tell, not the name of the file.

import { promisify } from "node:util";
import { constants, gunzip } from "node:zlib";
import { DataError } from "./sources";

const inflate = promisify(gunzip);

/**
 * The unpacked bytes of a file that may be packed by gzip; place says in errors where the file was found.
 * Throws a DataError when the packed bytes are damaged, or unpack to more than limit bytes.
 */
export async function unpack(bytes: Uint8Array, limit: number, place: string): Promise<Uint8Array> {
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!packed) return bytes;
  try {
    // one buffer of the right size from the start: half the memory of joining many
    return await inflate(bytes, { maxOutputLength: limit, chunkSize: announcedSize(bytes, limit) });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") {
      throw new DataError(`${place}: expected at most ${limit} bytes unpacked, found more`);
    }
    throw new DataError(`${place}: expected gzip, found damaged bytes (${message})`);
  }
}

// gzip ends with the unpacked size; a damaged file may announce anything
function announcedSize(bytes: Uint8Array, limit: number): number {
  if (bytes.length < 18) return constants.Z_MIN_CHUNK;
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  return Math.max(Math.min(size, limit), constants.Z_MIN_CHUNK);
}
