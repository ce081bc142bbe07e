using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.EvidenceLog.Tests.Merkle;

public sealed class ProofTests
{
    private const int Largest = 70;

    private static readonly StoredTree Stored = StoredTree.Of(Leaves(Largest, "leaf"));

    [Fact]
    public void Every_root_and_every_proof_of_small_trees_is_that_of_the_recursive_definition()
    {
        for (var size = 0; size <= Largest; size++)
        {
            var leaves = Stored.Leaves.Take(size).ToList();
            Stored.Root(size).ShouldBe(NaiveTree.Root(leaves));
            for (var m = 0; m < size; m++)
            {
                Stored.Inclusion(m, size).ShouldBe(NaiveTree.Path(m, leaves), $"inclusion of {m} in {size}");
            }

            for (var m = 1; m <= size; m++)
            {
                Stored.Consistency(m, size).ShouldBe(NaiveTree.Proof(m, leaves), $"consistency of {m} with {size}");
            }
        }
    }

    [Fact]
    public void Every_proof_of_small_trees_is_accepted_and_no_proof_for_another_place_or_size()
    {
        for (var size = 1; size <= 20; size++)
        {
            for (var m = 0; m < size; m++)
            {
                var proof = Stored.Inclusion(m, size);
                for (var other = -1; other <= size + 1; other++)
                {
                    Verification.Includes(Stored.Root(size), size, Stored.Leaves[m], other, proof).ShouldBe(other == m, $"{m} of {size} as {other}");
                }
            }

            for (var m = 0; m <= size; m++)
            {
                var proof = Stored.Consistency(m, size);
                for (var other = -1; other <= size + 1; other++)
                {
                    var oldRoot = Stored.Root(Math.Max(0, other));
                    Verification.IsConsistent(other, oldRoot, size, Stored.Root(size), proof)
                        .ShouldBe(Stored.Consistency(Math.Clamp(other, 0, size), size).SequenceEqual(proof) && other >= 0 && other <= size, $"{m} of {size} as {other}");
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_proof_with_anything_changed_is_refused(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var newSize = random.Next(2, Largest + 1);
            var oldSize = random.Next(1, newSize);
            var index = random.Next(newSize);
            var root = Stored.Root(newSize);
            var leaf = Stored.Leaves[index];
            foreach (var changed in Changed(Stored.Inclusion(index, newSize), random))
            {
                Verification.Includes(root, newSize, leaf, index, changed).ShouldBeFalse($"inclusion of {index} in {newSize}");
            }

            foreach (var changed in Changed(Stored.Consistency(oldSize, newSize), random))
            {
                Verification.IsConsistent(oldSize, Stored.Root(oldSize), newSize, root, changed).ShouldBeFalse($"consistency of {oldSize} with {newSize}");
            }

            Verification.Includes(root, newSize, Other, index, Stored.Inclusion(index, newSize)).ShouldBeFalse();
            Verification.IsConsistent(oldSize, Other, newSize, root, Stored.Consistency(oldSize, newSize)).ShouldBeFalse();
            Verification.IsConsistent(oldSize, Stored.Root(oldSize), newSize, Other, Stored.Consistency(oldSize, newSize)).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Rewritten_history_is_consistent_with_no_older_root_of_the_true_one(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 100; round++)
        {
            var rewritten = StoredTree.Of(Stored.Leaves.Select((leaf, i) => i == 3 ? Other : leaf));
            var oldSize = random.Next(4, Largest);
            var newSize = random.Next(oldSize, Largest + 1);
            Verification.IsConsistent(
                oldSize, Stored.Root(oldSize), newSize, rewritten.Root(newSize), rewritten.Consistency(oldSize, newSize)).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_tree_goes_on_growing_from_its_right_edge()
    {
        for (var size = 0; size < Largest; size++)
        {
            var resumed = new GrowingTree(size, Stored.Edge(size));
            foreach (var leaf in Stored.Leaves.Skip(size))
            {
                resumed.Append(leaf);
            }

            resumed.Root.ShouldBe(Stored.Tree.Root);
        }
    }

    [Fact]
    public void A_right_edge_of_another_size_is_refused() =>
        Should.Throw<ArgumentException>(() => new GrowingTree(3, Stored.Edge(4)));

    private static Digest Other { get; } = Rfc6962.Leaf("another"u8);

    private static IEnumerable<Digest> Leaves(int count, string name) =>
        Enumerable.Range(0, count).Select(i => Rfc6962.Leaf(System.Text.Encoding.UTF8.GetBytes($"{name} {i}")));

    private static IEnumerable<IReadOnlyList<Digest>> Changed(IReadOnlyList<Digest> proof, Random random)
    {
        yield return [.. proof, Other];
        if (proof.Count > 0)
        {
            var at = random.Next(proof.Count);
            yield return [.. proof.Select((hash, i) => i == at ? Other : hash)];
            yield return [.. proof.Where((_, i) => i != at)];
        }

        if (proof.Count > 1)
        {
            yield return [.. proof.Reverse()];
        }
    }
}
