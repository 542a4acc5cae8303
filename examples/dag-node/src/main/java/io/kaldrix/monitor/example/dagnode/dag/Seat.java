package io.kaldrix.monitor.example.dagnode.dag;

import io.kaldrix.monitor.example.dagnode.signature.Signer;

/**
 * One validator's place in the committee.
 *
 * @param committee all validators
 * @param index which of them this is
 * @param signer holds the key that the committee knows it by
 */
public record Seat(Committee committee, int index, Signer signer) {
  public Seat {
    if (!committee.has(index) || !committee.validator(index).equals(signer.account())) {
      throw new IllegalArgumentException("the committee knows validator " + index + " otherwise");
    }
  }
}
