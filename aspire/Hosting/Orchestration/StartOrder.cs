using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>The order in which resources can start: each after what it waits for. Stopping goes the other way round.</summary>
internal static class StartOrder
{
    /// <exception cref="DistributedApplicationException">Resources wait for each other, or for one that was never added.</exception>
    internal static IReadOnlyList<IResource> Of(IReadOnlyList<IResource> resources)
    {
        var ordered = new List<IResource>();
        var path = new List<IResource>();
        foreach (IResource resource in resources)
        {
            Visit(resource);
        }

        return ordered;

        void Visit(IResource resource)
        {
            if (ordered.Contains(resource))
            {
                return;
            }

            path.Add(resource);
            if (path.IndexOf(resource) is var first && first < path.Count - 1)
            {
                throw new DistributedApplicationException(
                    $"Resources wait for each other: {string.Join(" -> ", path.Skip(first).Select(step => step.Name))}.");
            }

            if (!resources.Contains(resource))
            {
                throw new DistributedApplicationException($"'{path[^2].Name}' waits for '{resource.Name}', which is not part of the application.");
            }

            foreach (IResource needed in NeededBy(resource))
            {
                Visit(needed);
            }

            path.RemoveAt(path.Count - 1);
            ordered.Add(resource);
        }
    }

    private static IEnumerable<IResource> NeededBy(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource)
            .Concat(resource is IResourceWithParent { Parent: var parent } ? [parent] : []);
}
