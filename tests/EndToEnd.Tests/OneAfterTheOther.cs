// One story stops the broker and the database of the system that the others talk to.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
