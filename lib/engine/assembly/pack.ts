// Makes lists (see lists) of images with few inked pixels.

import { at, lanes } from "./memory";

/**
 * Packs count images of so many bytes each. The first list is written to the address in starts[0], the end of list i is
 * noted in starts[i + 1]. The images are lost: their grey levels move to the front on the way.
 */
export function pack(images: usize, count: u32, pixels: u32, starts: usize): void {
  let to: usize = load<u32>(starts);
  for (let i: u32 = 0; i < count; i++) {
    const image = at<u8>(images, i * pixels);
    const inked = packImage(image, pixels, to);
    memory.copy(at<u16>(to, inked), image, inked);
    to += 3 * inked;
    store<u32>(at<u32>(starts, i + 1), to);
  }
}

/** Writes the numbers of the inked pixels and brings their levels to the front of the image. Returns how many there are. */
function packImage(image: usize, pixels: u32, numbers: usize): u32 {
  let inked: u32 = 0;
  for (let first: u32 = 0; first < pixels; first += 16) {
    let marks: u32 = inkedOf16(image + first);
    if (pixels - first < 16) marks &= (1 << (pixels - first)) - 1; // what follows is another image
    for (; marks !== 0; marks &= marks - 1) {
      const k = first + ctz(marks);
      store<u16>(at<u16>(numbers, inked), k);
      store<u8>(at<u8>(image, inked), load<u8>(at<u8>(image, k)));
      inked++;
    }
  }
  return inked;
}

/** A bit for each of 16 pixels: whether there is ink. */
// @ts-ignore: decorator
@inline
function inkedOf16(pixels: usize): u32 {
  return i8x16.bitmask(i8x16.ne(lanes(pixels, 0), i8x16.splat(0)));
}
